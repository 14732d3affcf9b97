package org.reland.cli.data;

import picocli.CommandLine.Command;

/** {@code reland data}: published data sets. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description = "Lists the published data sets that configurations come with, and fetches them.",
    subcommands = {DataListCommand.class, DataFetchCommand.class},
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  reland data list",
      "  reland data fetch ml-1m --accept-licence",
      "  reland run --config ml-1m --data data/ml-1m"
    })
public final class DataCommand {}
