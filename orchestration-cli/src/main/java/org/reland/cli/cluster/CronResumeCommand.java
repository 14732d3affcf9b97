package org.reland.cli.cluster;

import org.reland.cli.argo.ArgoApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code reland cron resume}. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = "Lets a rhythm go on. What was due meanwhile is not made up for: see backfill.")
final class CronResumeCommand extends ClusterCommand {
  @Parameters(paramLabel = "NAME", description = "CronWorkflow.")
  private String name = "";

  @Override
  int run(ArgoApi argo) {
    argo.cron(name);
    argo.suspendCron(name, false);
    System.out.println("resumed " + name);
    return 0;
  }
}
