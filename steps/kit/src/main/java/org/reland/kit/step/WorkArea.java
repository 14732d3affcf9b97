package org.reland.kit.step;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.reland.kit.store.ArtifactStore;

/**
 * What a step keeps of unfinished work, so that a run that was killed goes on where it stopped:
 * epoch checkpoints, answers as they arrive. Gone once the step has committed.
 */
public final class WorkArea {
  private final ArtifactStore store;
  private final String prefix;

  WorkArea(ArtifactStore store, String prefix) {
    this.store = store;
    this.prefix = prefix;
  }

  public Optional<byte[]> get(String name) throws IOException {
    return store.get(prefix + name);
  }

  /** Replaces what was kept under this name, atomically. */
  public void put(String name, byte[] bytes) throws IOException {
    store.put(prefix + name, bytes);
  }

  /**
   * What was kept under this name, to be read one byte after the other.
   *
   * @throws NoSuchFileException where there is nothing
   */
  public InputStream open(String name) throws IOException {
    return store.open(prefix + name).orElseThrow(() -> new NoSuchFileException(prefix + name));
  }

  public boolean exists(String name) throws IOException {
    return store.exists(prefix + name);
  }

  /** Starts something of unknown size; on commit it replaces what was kept under this name. */
  public ArtifactStore.Pending create(String name) throws IOException {
    return store.create(prefix + name);
  }

  void clear() throws IOException {
    for (String name : store.list(prefix)) {
      store.delete(name);
    }
  }
}
