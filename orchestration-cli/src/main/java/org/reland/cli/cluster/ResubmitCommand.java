package org.reland.cli.cluster;

import org.reland.cli.argo.ArgoApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private AfterStart after = new AfterStart();

  @Override
  int run(ArgoApi argo) throws InterruptedException {
    after.check();
    String created = new Resubmission(argo).resubmit(name);
    return after.started(argo, created, ", from " + name);
  }
}
