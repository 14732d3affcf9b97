package org.reland.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.reland.kit.step.RunPlan;
import org.reland.kit.store.FileStore;
import org.reland.workflows.configuration.Configuration;
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

  String name(Configuration configuration) {
    return name == null ? configuration.run().name() : name;
  }

  FileStore store() {
    return FileStore.at(storeFolder);
  }

  /** As it was given, so that it can be shown. */
  Path folder(Configuration configuration) {
    return storeFolder.resolve(RunPlan.folder(name(configuration)));
  }
}
