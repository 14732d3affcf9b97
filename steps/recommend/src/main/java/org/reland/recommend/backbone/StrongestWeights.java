package org.reland.recommend.backbone;

import java.util.Arrays;
import org.reland.linalg.CsrMatrix;
import org.reland.linalg.Parallel;

/**
 * Keeps the largest weights of every item, by magnitude, so that a model of all pairs of items
 * becomes one that can be stored and ranked with.
 */
final class StrongestWeights {
  /** Items that one chunk of work covers. */
  private static final int CHUNK = 64;

  private final int items;
  private final int most;
  private final int[][] columns;
  private final float[][] values;

  private StrongestWeights(int items, int most) {
    this.items = items;
    this.most = most;
    columns = new int[items][];
    values = new float[items][];
  }

  /** Gives the weights of one item to all others, in an array that is zero before. */
  @FunctionalInterface
  interface Weights {
    void of(int item, float[] into);
  }

  /**
   * Items x items, at most {@code most} weights a row; zeros and the diagonal are left out, ties go
   * to the lower id.
   */
  static CsrMatrix of(int items, int most, Weights weights, Parallel parallel) {
    StrongestWeights strongest = new StrongestWeights(items, most);
    parallel.forEach(
        (items + CHUNK - 1) / CHUNK,
        chunk -> {
          float[] row = new float[items];
          int to = Math.min(items, (chunk + 1) * CHUNK);
          for (int item = chunk * CHUNK; item < to; item++) {
            Arrays.fill(row, 0);
            weights.of(item, row);
            row[item] = 0;
            strongest.keep(item, row);
          }
        });
    return strongest.matrix();
  }

  private void keep(int item, float[] row) {
    float least = least(row);
    int[] kept = new int[Math.min(items, most)];
    int count = 0;
    int ofEqual = kept.length - above(row, least);
    for (int column = 0; column < items; column++) {
      float size = Math.abs(row[column]);
      if (size > least || (size == least && size > 0 && ofEqual-- > 0)) {
        kept[count++] = column;
      }
    }
    columns[item] = Arrays.copyOf(kept, count);
    values[item] = new float[count];
    for (int e = 0; e < count; e++) {
      values[item][e] = row[kept[e]];
    }
  }

  /** The magnitude of the last weight that is kept. */
  private float least(float[] row) {
    float[] sizes = new float[items];
    for (int column = 0; column < items; column++) {
      sizes[column] = Math.abs(row[column]);
    }
    Arrays.sort(sizes);
    return sizes[Math.max(0, items - most)];
  }

  private static int above(float[] row, float least) {
    int above = 0;
    for (float weight : row) {
      if (Math.abs(weight) > least) {
        above++;
      }
    }
    return above;
  }

  private CsrMatrix matrix() {
    int[] pointers = new int[items + 1];
    for (int item = 0; item < items; item++) {
      pointers[item + 1] = pointers[item] + columns[item].length;
    }
    int[] allColumns = new int[pointers[items]];
    float[] allValues = new float[pointers[items]];
    for (int item = 0; item < items; item++) {
      int length = columns[item].length;
      System.arraycopy(columns[item], 0, allColumns, pointers[item], length);
      System.arraycopy(values[item], 0, allValues, pointers[item], length);
    }
    return CsrMatrix.of(items, items, pointers, allColumns, allValues);
  }
}
