package org.reland.linalg;

import java.util.random.RandomGenerator;

/** Initialisation with normal numbers (Box and Muller, 1958): the same bytes on every machine. */
public final class Normal {
  private Normal() {}

  /** Fills the rows [from, to) of a matrix with numbers of mean 0, in row order. */
  public static void fill(
      Matrix matrix, int from, int to, double deviation, RandomGenerator random) {
    float[] data = matrix.data();
    int end = to * matrix.cols();
    for (int i = from * matrix.cols(); i < end; i += 2) {
      double radius = deviation * StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
      double angle = 2 * Math.PI * random.nextDouble();
      data[i] = (float) (radius * StrictMath.cos(angle));
      if (i + 1 < end) {
        data[i + 1] = (float) (radius * StrictMath.sin(angle));
      }
    }
  }

  /** Glorot and Bengio's deviation for a table of so many rows and columns. */
  public static double xavier(int rows, int cols) {
    return Math.sqrt(2.0 / (rows + cols));
  }
}
