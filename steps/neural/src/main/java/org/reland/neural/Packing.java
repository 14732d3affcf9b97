package org.reland.neural;

import java.util.Arrays;

/**
 * Sequences of different lengths as rows one behind the other, without any padding: sequence s has
 * the rows from(s) to from(s + 1) - 1.
 */
public final class Packing {
  private final int[] from;

  private Packing(int[] from) {
    this.from = from;
  }

  /**
   * Of sequences of these lengths.
   *
   * @param lengths each at least 1
   */
  public static Packing of(int[] lengths) {
    int[] from = new int[lengths.length + 1];
    for (int s = 0; s < lengths.length; s++) {
      if (lengths[s] < 1) {
        throw new IllegalArgumentException("sequence %d has length %d".formatted(s, lengths[s]));
      }
      from[s + 1] = from[s] + lengths[s];
    }
    return new Packing(from);
  }

  public int sequences() {
    return from.length - 1;
  }

  public int rows() {
    return from[from.length - 1];
  }

  /** The first row of a sequence; of the one behind the last, the number of rows. */
  public int from(int sequence) {
    return from[sequence];
  }

  public int length(int sequence) {
    return from[sequence + 1] - from[sequence];
  }

  /** What belongs to every sequence, for each of its rows. */
  public int[] spread(int[] ofSequences) {
    int[] ofRows = new int[rows()];
    for (int s = 0; s < sequences(); s++) {
      Arrays.fill(ofRows, from[s], from[s + 1], ofSequences[s]);
    }
    return ofRows;
  }

  public int longest() {
    int longest = 0;
    for (int s = 0; s < sequences(); s++) {
      longest = Math.max(longest, length(s));
    }
    return longest;
  }
}
