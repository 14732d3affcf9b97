package org.reland.cli.cluster;

import org.reland.cli.argo.ArgoApi;
import picocli.CommandLine.Command;

/** {@code reland terminate}. */
@Command(
    name = "terminate",
    mixinStandardHelpOptions = true,
    description = "Ends a run on the cluster at once: not even the exit handler runs.")
public final class TerminateCommand extends ControlCommand {
  @Override
  String control(ArgoApi argo, String name) {
    argo.terminate(name);
    return "terminating " + name;
  }
}
