package org.reland.behavior.retrieve;

import org.reland.linalg.Matrix;
import org.reland.linalg.VectorOps;

/**
 * What of users and seeds is compared. For both, the normalised vectors are joined and scaled by 1
 * / sqrt(2): the cosine of two joined vectors is then the mean of the two cosines.
 */
enum Comparison {
  BEHAVIOR,
  CONTENT,
  BOTH;

  static Comparison of(String by) {
    return switch (by) {
      case "behavior" -> BEHAVIOR;
      case "content" -> CONTENT;
      default -> BOTH;
    };
  }

  boolean needsContent() {
    return this != BEHAVIOR;
  }

  /** The vector to be compared; {@code content} is not looked at where behavior alone counts. */
  float[] vector(float[] behavior, float[] content) {
    return switch (this) {
      case BEHAVIOR -> behavior;
      case CONTENT -> content;
      case BOTH -> join(behavior, content);
    };
  }

  private static float[] join(float[] behavior, float[] content) {
    float[] joined = new float[behavior.length + content.length];
    addUnit(behavior, joined, 0);
    addUnit(content, joined, behavior.length);
    return joined;
  }

  private static void addUnit(float[] vector, float[] into, int at) {
    Matrix unit = Matrix.of(vector.clone(), 1, vector.length);
    VectorOps.normalizeRows(unit);
    VectorOps.axpy((float) Math.sqrt(0.5), unit.data(), 0, into, at, vector.length);
  }
}
