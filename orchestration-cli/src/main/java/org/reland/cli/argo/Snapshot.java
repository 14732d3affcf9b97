package org.reland.cli.argo;

import java.util.Optional;

/**
 * A workflow as it is now.
 *
 * @param version of the list that it comes from, not its own: the server forgets versions after a
 *     few minutes, and a workflow may not have changed for hours
 */
public record Snapshot(Optional<Workflow> workflow, String version) {}
