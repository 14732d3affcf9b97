/**
 * Runs a pipeline in this process: what is there is skipped, what is independent runs side by side.
 */
@NullMarked
package org.reland.workflows.local;

import org.jspecify.annotations.NullMarked;
