package org.reland.cli.cluster;

import java.time.Instant;
import java.util.List;
import org.reland.cli.argo.ArgoApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reland cron trigger}: a run of a rhythm now. */
@Command(
    name = "trigger",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a rhythm now, as one of its own runs: it counts as active, and in its history."
    })
final class CronTriggerCommand extends ClusterCommand {
  @Parameters(paramLabel = "NAME", description = "CronWorkflow.")
  private String name = "";

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "As in reland submit; may be repeated.")
  private List<String> values = List.of();

  @Mixin private AfterStart after = new AfterStart();

  @Override
  int run(ArgoApi argo) throws InterruptedException {
    after.check();
    CronRuns runs = CronRuns.of(argo, name);
    runs.active()
        .forEach(each -> System.err.println("runs beside %s, which has not ended".formatted(each)));
    String created = runs.trigger(Instant.now(), values);
    return after.started(argo, created, "");
  }
}
