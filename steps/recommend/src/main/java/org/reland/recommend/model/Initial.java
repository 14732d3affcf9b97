package org.reland.recommend.model;

import java.util.random.RandomGenerator;
import org.reland.linalg.Matrix;

/** Initial values of weights. */
public final class Initial {
  private Initial() {}

  /** Glorot and Bengio's uniform ("Xavier", AISTATS 2010, Eq. 16) with fan-in and fan-out given. */
  public static Matrix xavierUniform(
      int rows, int cols, int fanIn, int fanOut, RandomGenerator random) {
    float bound = (float) Math.sqrt(6.0 / (fanIn + fanOut));
    Matrix matrix = new Matrix(rows, cols);
    float[] data = matrix.data();
    for (int i = 0; i < data.length; i++) {
      data[i] = (2 * random.nextFloat() - 1) * bound;
    }
    return matrix;
  }
}
