package org.reland.behavior.shop;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Random draws that the generated shop is made of. */
final class Draw {
  private Draw() {}

  /** 0 .. count - 1 in random order. */
  static int[] permutation(int count, SplittableRandom random) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** Scales to a sum of 1. */
  static void normalize(double[] weights) {
    double total = Arrays.stream(weights).sum();
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= total;
    }
  }

  /**
   * Draws {@code count} different numbers one after the other, each with a probability proportional
   * to its weight among those left.
   */
  static int[] withoutReplacement(double[] weights, int count, SplittableRandom random) {
    double[] left = weights.clone();
    double total = Arrays.stream(left).sum();
    int[] drawn = new int[count];
    for (int n = 0; n < count; n++) {
      double target = random.nextDouble() * total;
      int pick = 0;
      int last = -1;
      for (; pick < left.length; pick++) {
        if (left[pick] > 0) {
          last = pick;
          target -= left[pick];
          if (target < 0) {
            break;
          }
        }
      }
      // Rounding may carry the target past the end.
      drawn[n] = last;
      total -= left[last];
      left[last] = 0;
    }
    return drawn;
  }
}
