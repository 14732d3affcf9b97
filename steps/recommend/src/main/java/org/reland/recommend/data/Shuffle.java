package org.reland.recommend.data;

import java.util.random.RandomGenerator;

/** Fisher and Yates' shuffle (Durstenfeld, CACM 1964), in place. */
public final class Shuffle {
  private Shuffle() {}

  /** Every order is as likely as any other. */
  public static void shuffle(int[] values, RandomGenerator random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = values[i];
      values[i] = values[j];
      values[j] = swap;
    }
  }
}
