package org.reland.cli.cluster;

import java.time.Instant;
import org.reland.cli.argo.ArgoApi;
import org.reland.cli.output.JsonOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code reland cron list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Shows the rhythms, when each ran and is due, and what is wrong with one.")
final class CronListCommand extends ClusterCommand {
  @Mixin private JsonOption json = new JsonOption();

  @Override
  int run(ArgoApi argo) {
    CronTable table = new CronTable(argo, Instant.now());
    if (json.chosen()) {
      table.members().forEach(JsonOption::print);
    } else {
      table.lines().forEach(System.out::println);
    }
    return 0;
  }
}
