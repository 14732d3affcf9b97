package org.reland.behavior.encode;

import java.nio.ByteBuffer;

/** The state of a training between two epochs. */
record Checkpoint(
    int epoch,
    double loss,
    int steps,
    float[] parameters,
    float[] firstMoment,
    float[] secondMoment) {

  byte[] toBytes() {
    ByteBuffer buffer = ByteBuffer.allocate(size(parameters.length));
    buffer.putInt(epoch).putDouble(loss).putInt(steps);
    for (float[] part : new float[][] {parameters, firstMoment, secondMoment}) {
      buffer.asFloatBuffer().put(part);
      buffer.position(buffer.position() + part.length * Float.BYTES);
    }
    return buffer.array();
  }

  static Checkpoint of(byte[] bytes, int parameters) {
    if (bytes.length != size(parameters)) {
      throw new IllegalStateException(
          "a checkpoint of %d parameters has %d bytes, not %d"
              .formatted(parameters, size(parameters), bytes.length));
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new Checkpoint(
        buffer.getInt(),
        buffer.getDouble(),
        buffer.getInt(),
        floats(buffer, parameters),
        floats(buffer, parameters),
        floats(buffer, parameters));
  }

  private static float[] floats(ByteBuffer buffer, int count) {
    float[] floats = new float[count];
    buffer.asFloatBuffer().get(floats);
    buffer.position(buffer.position() + count * Float.BYTES);
    return floats;
  }

  private static int size(int parameters) {
    return Math.addExact(
        Integer.BYTES + Double.BYTES + Integer.BYTES,
        Math.multiplyExact(3 * Float.BYTES, parameters));
  }
}
