package org.reland.kit.step;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.reland.kit.store.Digest;

/** Derives every consumer's own random stream from the one seed of a run. */
public final class RandomStreams {
  private RandomStreams() {}

  /** The stream for (seed, step, shard, purpose); the same wherever it is asked for. */
  public static SplittableRandom of(long seed, String step, int shard, String purpose) {
    String name = seed + "/" + step + "/" + shard + "/" + purpose;
    return new SplittableRandom(
        ByteBuffer.wrap(HexFormat.of().parseHex(Digest.of(name))).getLong());
  }
}
