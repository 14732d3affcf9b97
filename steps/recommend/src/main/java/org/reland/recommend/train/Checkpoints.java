package org.reland.recommend.train;

import java.io.IOException;
import java.util.Optional;
import org.reland.kit.step.WorkArea;

/** Where a training leaves its latest checkpoint. */
interface Checkpoints {
  Optional<byte[]> latest() throws IOException;

  void save(byte[] checkpoint) throws IOException;

  static Checkpoints in(WorkArea work) {
    return new Checkpoints() {
      @Override
      public Optional<byte[]> latest() throws IOException {
        return work.get("checkpoint");
      }

      @Override
      public void save(byte[] checkpoint) throws IOException {
        work.put("checkpoint", checkpoint);
      }
    };
  }
}
