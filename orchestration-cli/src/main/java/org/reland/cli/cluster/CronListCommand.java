package org.reland.cli.cluster;

import java.time.Instant;
import org.reland.cli.argo.ArgoApi;
import picocli.CommandLine.Command;

/** {@code reland cron list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Shows the rhythms, when each ran and is due, and what is wrong with one.")
final class CronListCommand extends ClusterCommand {
  @Override
  int run(ArgoApi argo) {
    new CronTable(argo, Instant.now()).lines().forEach(System.out::println);
    return 0;
  }
}
