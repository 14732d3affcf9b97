package org.reland.recommend.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Arrays of floats in and out of streams as {@link DataOutput#writeFloat} writes them, block by
 * block: as bytes, a large one would fit into no array.
 */
final class FloatBlocks {
  /** Floats in a block. */
  static final int LENGTH = 1 << 14;

  private FloatBlocks() {}

  static void write(float[] data, DataOutput out) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(Float.BYTES * Math.min(LENGTH, data.length));
    for (int from = 0; from < data.length; from += LENGTH) {
      int length = Math.min(LENGTH, data.length - from);
      block.asFloatBuffer().put(data, from, length);
      out.write(block.array(), 0, Float.BYTES * length);
    }
  }

  static void read(DataInput in, float[] into) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(Float.BYTES * Math.min(LENGTH, into.length));
    for (int from = 0; from < into.length; from += LENGTH) {
      int length = Math.min(LENGTH, into.length - from);
      in.readFully(block.array(), 0, Float.BYTES * length);
      block.asFloatBuffer().get(into, from, length);
    }
  }
}
