/**
 * Argo Workflows as the command line sees it: its resources, what their status says, and the two
 * ways to reach them (Kubernetes' API, Argo Server's). Definition: Argo Workflows 4.1.
 */
@NullMarked
package org.reland.cli.argo;

import org.jspecify.annotations.NullMarked;
