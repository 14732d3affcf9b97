package org.reland.cli.cluster;

import picocli.CommandLine.Command;

/** {@code reland cron}: the rhythms in which the pipeline is run. */
@Command(
    name = "cron",
    mixinStandardHelpOptions = true,
    description = "Operates the rhythms (CronWorkflows) on the cluster.",
    subcommands = {
      CronListCommand.class,
      CronSuspendCommand.class,
      CronResumeCommand.class,
      CronTriggerCommand.class,
      CronBackfillCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  reland cron list",
      "  reland cron trigger reland-matches --watch",
      "  reland cron backfill reland-matches 2026-11-01 2026-11-07 --parallel 2"
    })
public final class CronCommand {}
