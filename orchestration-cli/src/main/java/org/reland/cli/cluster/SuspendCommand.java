package org.reland.cli.cluster;

import org.reland.cli.argo.ArgoApi;
import picocli.CommandLine.Command;

/** {@code reland suspend}. */
@Command(
    name = "suspend",
    mixinStandardHelpOptions = true,
    description = "Holds a run on the cluster: what runs goes on to its end, nothing new begins.")
public final class SuspendCommand extends ControlCommand {
  @Override
  String control(ArgoApi argo, String name) {
    argo.suspend(name);
    return "suspended %s: reland resume %s lets it go on".formatted(name, name);
  }
}
