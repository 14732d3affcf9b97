package org.reland.cli.store;

import java.nio.file.Files;
import java.nio.file.Path;
import org.reland.kit.error.BadDataException;
import org.reland.kit.store.FileStore;
import picocli.CommandLine.Option;

/** The option that says which store is looked into; unlike a run, a look never makes one. */
final class StoreOption {
  @Option(
      names = "--store",
      paramLabel = "DIR",
      description = "The store (default: ${DEFAULT-VALUE}).",
      defaultValue = ".reland")
  private Path folder = Path.of(".reland");

  FileStore open() {
    if (!Files.isDirectory(folder)) {
      throw new BadDataException(
          "--store '%s': there is no store; a first `reland run` makes one, in .reland or where its --store says"
              .formatted(folder));
    }
    return FileStore.at(folder);
  }
}
