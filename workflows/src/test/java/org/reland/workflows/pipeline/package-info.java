@NullMarked
package org.reland.workflows.pipeline;

import org.jspecify.annotations.NullMarked;
