package org.reland.neural;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.reland.linalg.Matrix;

/** Where weights start. */
public final class Initial {
  private Initial() {}

  /** Normal with mean 0 and this standard deviation. */
  public static Matrix normal(int rows, int cols, double deviation, RandomGenerator random) {
    Matrix matrix = new Matrix(rows, cols);
    for (int i = 0; i < matrix.data().length; i++) {
      matrix.data()[i] = (float) (deviation * random.nextGaussian());
    }
    return matrix;
  }

  /** Uniform in [-bound, bound). */
  public static Matrix uniform(int rows, int cols, double bound, RandomGenerator random) {
    Matrix matrix = new Matrix(rows, cols);
    for (int i = 0; i < matrix.data().length; i++) {
      matrix.data()[i] = (float) (bound * (2 * random.nextDouble() - 1));
    }
    return matrix;
  }

  /** One value everywhere. */
  public static Matrix constant(int rows, int cols, float value) {
    Matrix matrix = new Matrix(rows, cols);
    Arrays.fill(matrix.data(), value);
    return matrix;
  }
}
