package org.reland.cli.cluster;

import org.reland.cli.argo.ArgoApi;
import picocli.CommandLine.Command;

/** {@code reland stop}. */
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description = {
      "Ends a run on the cluster: what runs is ended, nothing new begins, the exit handler runs.",
      "What is committed is kept: reland resubmit goes on from there."
    })
public final class StopCommand extends ControlCommand {
  @Override
  String control(ArgoApi argo, String name) {
    argo.stop(name);
    return "stopping " + name;
  }
}
