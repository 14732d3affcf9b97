package org.reland.behavior.sample;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Divides seats in proportion to sizes by the method of the largest remainder: everybody gets the
 * whole part of its share, the seats left over go to the largest fractions, ties to the lower
 * number.
 */
final class LargestRemainder {
  private LargestRemainder() {}

  /** Seats of each; they sum to {@code seats}. Not all sizes may be 0. */
  static int[] divide(int seats, int[] sizes) {
    long total = Arrays.stream(sizes).asLongStream().sum();
    int[] divided = new int[sizes.length];
    long[] remainders = new long[sizes.length];
    int left = seats;
    for (int k = 0; k < sizes.length; k++) {
      long share = (long) seats * sizes[k];
      divided[k] = (int) (share / total);
      remainders[k] = share % total;
      left -= divided[k];
    }
    IntStream.range(0, sizes.length)
        .boxed()
        .sorted(Comparator.comparingLong((Integer k) -> -remainders[k]))
        .limit(left)
        .forEach(k -> divided[k]++);
    return divided;
  }
}
