package org.reland.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.reland.kit.step.RunPlan;
import org.reland.kit.store.FileStore;
import picocli.CommandLine.Option;

/** The options that say under which name and where a run is kept. */
final class RunPlaceOptions {
  @Option(names = "--name", description = "Name of the run; default: the configuration's run.name.")
  private @Nullable String name;

  @Option(
      names = "--store",
      paramLabel = "DIR",
      description = "Where artifacts and runs are kept (default: ${DEFAULT-VALUE}).",
      defaultValue = ".reland")
  private Path storeFolder = Path.of(".reland");

  /** The name of the run; otherwise this one. */
  String name(String otherwise) {
    return name == null ? otherwise : name;
  }

  FileStore store() {
    return FileStore.at(storeFolder);
  }

  /** As it was given, so that it can be shown. */
  Path folder(String run) {
    return storeFolder.resolve(RunPlan.folder(run));
  }
}
