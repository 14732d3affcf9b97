package org.reland.kit.step;

import java.io.IOException;
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

  void clear() throws IOException {
    for (String name : store.list(prefix)) {
      store.delete(name);
    }
  }
}
