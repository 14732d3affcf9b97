package org.reland.linalg;

import java.util.Arrays;

/**
 * One number that is added to the logits of a few items of every row, others for each, and the
 * gradient of a loss with respect to it.
 */
public final class SparseBias {
  private final float value;
  private final int[] pointers;
  private final int[] items;
  private final double[] gradients;

  /**
   * Where it is added.
   *
   * @param pointers rows + 1 positions in {@code items}
   * @param items of every row, none twice
   */
  public SparseBias(float value, int[] pointers, int[] items) {
    this.value = value;
    this.pointers = pointers;
    this.items = items;
    gradients = new double[pointers.length - 1];
  }

  void add(int row, float[] logits, int at) {
    for (int e = pointers[row]; e < pointers[row + 1]; e++) {
      logits[at + items[e]] += value;
    }
  }

  /** Notes a row's share of the gradient: rows may come in any order and from any thread. */
  void collect(int row, float[] gradient, int at, float scale) {
    double sum = 0;
    for (int e = pointers[row]; e < pointers[row + 1]; e++) {
      sum += gradient[at + items[e]];
    }
    gradients[row] = sum * scale;
  }

  /** Of the last loss. */
  public double gradient() {
    return Arrays.stream(gradients).sum();
  }
}
