/** The pipeline as data: defined once, read by every runner and renderer. */
@NullMarked
package org.reland.workflows.pipeline;

import org.jspecify.annotations.NullMarked;
