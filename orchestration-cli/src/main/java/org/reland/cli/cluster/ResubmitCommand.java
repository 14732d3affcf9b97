package org.reland.cli.cluster;

import org.reland.cli.argo.ArgoApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reland resubmit}: a run once more. */
@Command(
    name = "resubmit",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a workflow that has ended once more, as a new one with the same arguments and the",
      "template as it is now. Steps whose results are committed are skipped."
    })
public final class ResubmitCommand extends ClusterCommand {
  @Parameters(paramLabel = "NAME", description = "Workflow.")
  private String name = "";

  @Option(names = "--watch", description = "Shows it until it has ended.")
  private boolean watch;

  @Override
  int run(ArgoApi argo) throws InterruptedException {
    String created = new Resubmission(argo).resubmit(name);
    System.out.println("submitted %s, from %s".formatted(created, name));
    return new Watching(argo).afterwards(created, watch);
  }
}
