/** The pipeline as Argo Workflows: rendered from the same nodes that the local runner runs. */
@NullMarked
package org.reland.workflows.argo;

import org.jspecify.annotations.NullMarked;
