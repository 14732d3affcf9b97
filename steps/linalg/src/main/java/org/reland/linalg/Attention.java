package org.reland.linalg;

import org.reland.linalg.Kernels.Rows;
import org.reland.linalg.Kernels.Tile;

/**
 * Scaled dot-product attention (Vaswani et al., NeurIPS 2017) of every position to every position
 * of its own sequence. Sequences lie one after the other without padding.
 */
public final class Attention {
  private Attention() {}

  /**
   * Attends, sequence by sequence and head by head.
   *
   * @param projections positions x 3 d: queries, keys and values side by side
   * @param starts where the sequences begin, in ascending order, then the number of positions
   * @param heads a divisor of d
   * @return positions x d, the heads side by side
   */
  public static Matrix apply(Matrix projections, int[] starts, int heads, Parallel parallel) {
    int d = projections.cols() / 3;
    if (3 * d != projections.cols() || d % heads != 0) {
      throw new IllegalArgumentException(
          "%d columns are not three times a multiple of %d heads"
              .formatted(projections.cols(), heads));
    }
    Matrix out = new Matrix(projections.rows(), d);
    parallel.forEach(
        (starts.length - 1) * heads,
        chunk -> {
          int sequence = chunk / heads;
          int from = starts[sequence];
          head(projections, from, starts[sequence + 1] - from, chunk % heads, d / heads, out);
        });
    return out;
  }

  private static void head(
      Matrix projections, int from, int length, int head, int size, Matrix out) {
    int d = out.cols();
    int queries = head * size;
    int width = Lanes.kernels().panelWidth();
    Matrix keys = slice(projections, from, length, d + queries, size);
    Panels byKey = Panels.ofRows(keys, null, width, Parallel.serial());
    int stride = byKey.paddedColumns();
    float[] scores = new float[length * stride];
    Rows rows = new Rows(projections.data(), from * 3 * d + queries, 3 * d);
    Gemm.overDepth(rows, length, byKey, 0, byKey.count(), new Tile(scores, 0, stride));

    float[] sums = new float[length];
    float scale = (float) (1 / Math.sqrt(size));
    for (int i = 0; i < length; i++) {
      int at = i * stride;
      for (int j = at; j < at + length; j++) {
        scores[j] *= scale;
      }
      float max = Lanes.kernels().max(scores, at, at + length);
      sums[i] = Lanes.kernels().expAndSum(scores, at, at + length, max);
    }

    Matrix values = slice(projections, from, length, 2 * d + queries, size);
    Panels byValue = Panels.ofColumns(values, 0, length, width, Parallel.serial());
    Tile mixed = new Tile(new float[length * byValue.paddedColumns()], 0, byValue.paddedColumns());
    Rows weights = new Rows(scores, 0, stride);
    Gemm.overDepth(weights, length, byValue, 0, byValue.count(), mixed);
    for (int i = 0; i < length; i++) {
      for (int j = 0; j < size; j++) {
        out.data()[(from + i) * d + queries + j] = mixed.data()[i * mixed.stride() + j] / sums[i];
      }
    }
  }

  private static Matrix slice(Matrix from, int row, int rows, int column, int columns) {
    Matrix slice = new Matrix(rows, columns);
    for (int r = 0; r < rows; r++) {
      int at = (row + r) * from.cols() + column;
      System.arraycopy(from.data(), at, slice.data(), r * columns, columns);
    }
    return slice;
  }
}
