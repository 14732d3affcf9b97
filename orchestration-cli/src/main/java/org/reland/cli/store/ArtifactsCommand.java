package org.reland.cli.store;

import picocli.CommandLine.Command;

/** {@code reland artifacts}: what a run has made. */
@Command(
    name = "artifacts",
    mixinStandardHelpOptions = true,
    description = "Lists what a run has made, and shows its tables.",
    subcommands = {ArtifactsListCommand.class, ArtifactsShowCommand.class},
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  reland artifacts list --run shop",
      "  reland artifacts show matches --run shop --rows 5",
      "  reland artifacts show interactions --run shop --csv > interactions.csv"
    })
public final class ArtifactsCommand {}
