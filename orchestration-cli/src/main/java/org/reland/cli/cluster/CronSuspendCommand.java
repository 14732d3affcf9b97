package org.reland.cli.cluster;

import org.reland.cli.argo.ArgoApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code reland cron suspend}. */
@Command(
    name = "suspend",
    mixinStandardHelpOptions = true,
    description = "No more runs of this rhythm until it is resumed; what runs goes on.")
final class CronSuspendCommand extends ClusterCommand {
  @Parameters(paramLabel = "NAME", description = "CronWorkflow.")
  private String name = "";

  @Override
  int run(ArgoApi argo) {
    argo.cron(name);
    argo.suspendCron(name, true);
    System.out.println("suspended " + name);
    return 0;
  }
}
