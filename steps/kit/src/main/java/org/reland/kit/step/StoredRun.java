package org.reland.kit.step;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.reland.kit.error.UsageException;
import org.reland.kit.store.ArtifactStore;
import org.reland.kit.store.FileStore;

/**
 * A run as its folder in a store tells it, to whoever does a part of it.
 *
 * @param folder {@code <store>/runs/<run>}
 */
public record StoredRun(Path folder, ArtifactStore store, RunPlan plan) {

  /**
   * Opens a run.
   *
   * @param run its folder, as a path or a file: URI
   * @throws UsageException where that is not the folder of a run
   * @throws org.reland.kit.error.BadDataException where it holds no plan
   */
  public static StoredRun open(String run) throws IOException {
    Path folder = folder(run);
    ArtifactStore store = FileStore.at(folder.getParent().getParent());
    return new StoredRun(folder, store, RunPlan.load(store, folder.getFileName().toString()));
  }

  /** Does a part of it. */
  public NodeRunner runner(Steps steps) {
    return NodeRunner.ofPart(store, plan, steps);
  }

  private static Path folder(String run) {
    try {
      Path folder =
          (run.startsWith("file:") ? Path.of(URI.create(run)) : Path.of(run))
              .toAbsolutePath()
              .normalize();
      if (folder.getNameCount() > 2 && folder.getParent().endsWith("runs")) {
        return folder;
      }
    } catch (IllegalArgumentException e) {
      // The message below says what is expected.
    }
    throw new UsageException(
        "--run '%s': must be the folder of a run, as a path or a file: URI, for example .reland/runs/shop"
            .formatted(run));
  }
}
