package org.reland.cli.cluster;

import java.time.Instant;
import java.util.List;
import org.reland.cli.argo.ArgoApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reland cron backfill}: the runs of a rhythm for times that have passed. */
@Command(
    name = "backfill",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a rhythm for each of its times in a span that has passed, so many side by side. A time",
      "whose run is still there is left alone, so the same command can be given again.",
      "FROM and TO are a day (2026-11-01; TO with all of it), a time of the rhythm's time zone",
      "(2026-11-01T05:00), or one with an offset (2026-11-01T05:00Z); both count."
    })
final class CronBackfillCommand extends ClusterCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "CronWorkflow.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "FROM", description = "First time.")
  private String from = "";

  @Parameters(index = "2", paramLabel = "TO", description = "Last time.")
  private String to = "";

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "Runs at a time (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private int parallel = 1;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "As in reland submit; may be repeated.")
  private List<String> values = List.of();

  @Option(names = "--dry-run", description = "Only says which times there are.")
  private boolean dryRun;

  @Override
  int run(ArgoApi argo) {
    CronRuns runs = CronRuns.of(argo, name);
    List<Instant> ticks = Backfill.ticks(runs.ticks(), from, to, Instant.now());
    new Backfill(argo, runs, values, System.out).run(ticks, parallel, dryRun);
    return 0;
  }
}
