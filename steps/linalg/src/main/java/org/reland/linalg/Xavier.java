package org.reland.linalg;

import java.util.random.RandomGenerator;

/** Glorot and Bengio's uniform initialisation ("Xavier", AISTATS 2010, Eq. 16). */
public final class Xavier {
  private Xavier() {}

  /**
   * Fills the rows [from, to) of a matrix, one draw a value in row order. They are a table on its
   * own: the bound is sqrt(6 / (their number + columns)), whatever other rows the matrix has.
   */
  public static void fill(Matrix matrix, int from, int to, RandomGenerator random) {
    int d = matrix.cols();
    float bound = (float) Math.sqrt(6.0 / (to - from + d));
    float[] data = matrix.data();
    for (int i = from * d; i < to * d; i++) {
      data[i] = (2 * random.nextFloat() - 1) * bound;
    }
  }
}
