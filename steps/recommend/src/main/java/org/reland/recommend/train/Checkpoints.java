package org.reland.recommend.train;

import java.io.IOException;
import java.util.Optional;
import org.reland.kit.step.CheckpointFormat;
import org.reland.kit.step.WorkArea;
import org.reland.kit.store.ArtifactStore;

/** Where a training leaves its latest checkpoint. */
interface Checkpoints {
  Optional<CheckpointFormat.Source> latest() throws IOException;

  /** Begins a checkpoint, which takes the place of the latest when it is committed. */
  ArtifactStore.Pending create() throws IOException;

  static Checkpoints in(WorkArea work) {
    String name = "checkpoint";
    return new Checkpoints() {
      @Override
      public Optional<CheckpointFormat.Source> latest() throws IOException {
        return work.exists(name) ? Optional.of(() -> work.open(name)) : Optional.empty();
      }

      @Override
      public ArtifactStore.Pending create() throws IOException {
        return work.create(name);
      }
    };
  }
}
