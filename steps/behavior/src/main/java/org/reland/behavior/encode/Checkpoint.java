package org.reland.behavior.encode;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.reland.kit.step.CheckpointFormat;

/** The state of a training between two epochs. */
record Checkpoint(
    int epoch,
    double loss,
    int steps,
    float[] parameters,
    float[] firstMoment,
    float[] secondMoment) {

  private static final int FORMAT = 1;

  byte[] toBytes() {
    ByteBuffer buffer = ByteBuffer.allocate(size(parameters.length));
    buffer.putInt(epoch).putDouble(loss).putInt(steps);
    for (float[] part : new float[][] {parameters, firstMoment, secondMoment}) {
      buffer.asFloatBuffer().put(part);
      buffer.position(buffer.position() + part.length * Float.BYTES);
    }
    return format(parameters.length).seal(buffer.array());
  }

  /** Empty where the bytes are no checkpoint of a training with so many parameters. */
  static Optional<Checkpoint> of(byte[] bytes, int parameters) {
    return format(parameters).open(bytes).map(state -> read(state, parameters));
  }

  private static CheckpointFormat format(int parameters) {
    return new CheckpointFormat("encode", FORMAT, List.of(parameters));
  }

  private static Checkpoint read(byte[] state, int parameters) {
    ByteBuffer buffer = ByteBuffer.wrap(state);
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
