package org.reland.cli;

import picocli.CommandLine.Option;

/** The option that names a run that has been set up. */
final class RunFolderOption {
  @Option(
      names = "--run",
      paramLabel = "FOLDER",
      required = true,
      description = "Folder of the run, such as .reland/runs/shop.")
  private String folder = "";

  String folder() {
    return folder;
  }
}
