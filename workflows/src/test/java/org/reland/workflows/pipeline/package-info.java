/** Tests of how nodes are wired. */
@NullMarked
package org.reland.workflows.pipeline;

import org.jspecify.annotations.NullMarked;
