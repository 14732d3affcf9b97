package org.reland.linalg;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The right factor of a product, laid out so that the kernels read it straight through: the columns
 * are cut into panels of {@code width}; a panel is its bias (what each column's sum starts from)
 * followed by its depth rows. The last panel is filled up with columns of zeros whose bias is
 * -infinity, so that a search never finds them.
 */
@SuppressWarnings("ArrayRecordComponent")
record Panels(float[] data, int columns, int depth, int width) {
  int count() {
    return (columns + width - 1) / width;
  }

  /** Distance in floats from one panel to the next. */
  int stride() {
    return (depth + 1) * width;
  }

  /** Floats that the columns of this factor take in a result, the filling included. */
  int paddedColumns() {
    return count() * width;
  }

  /** Room for a factor that is yet to be filled in, all zeros. */
  static Panels empty(int columns, int depth, int width) {
    long size = (long) (columns + width - 1) / width * width * (depth + 1);
    if (size > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "%d vectors of %d floats do not fit into one array; cut them into parts"
              .formatted(columns, depth));
    }
    return new Panels(new float[(int) size], columns, depth, width);
  }

  /** The rows of a matrix as columns of the factor, for products with its transpose. */
  static Panels ofRows(Matrix rows, float @Nullable [] bias, int width, Parallel parallel) {
    Panels panels = empty(rows.rows(), rows.cols(), width);
    panels.enough(parallel).forEach(panels.count(), p -> panels.packRows(p, rows, bias));
    return panels;
  }

  /** Rows from .. to - 1 of a matrix as depth of the factor. */
  static Panels ofColumns(Matrix b, int from, int to, int width, Parallel parallel) {
    Panels panels = empty(b.cols(), to - from, width);
    panels.enough(parallel).forEach(panels.count(), p -> panels.packColumns(p, b, from));
    return panels;
  }

  private Parallel enough(Parallel parallel) {
    return parallel.forWork(Gemm.MOVE * data.length);
  }

  private void packRows(int panel, Matrix rows, float @Nullable [] bias) {
    int base = panel * stride();
    int first = panel * width;
    int filled = Math.min(width, columns - first);
    if (bias != null) {
      System.arraycopy(bias, first, data, base, filled);
    }
    Arrays.fill(data, base + filled, base + width, Float.NEGATIVE_INFINITY);
    for (int j = 0; j < filled; j++) {
      int from = (first + j) * depth;
      for (int k = 0; k < depth; k++) {
        data[base + (k + 1) * width + j] = rows.data()[from + k];
      }
    }
  }

  private void packColumns(int panel, Matrix b, int fromRow) {
    int base = panel * stride() + width;
    int first = panel * width;
    int at = fromRow * columns + first;
    int filled = Math.min(width, columns - first);
    if (filled == width) {
      Lanes.kernels().packPanel(b.data(), at, columns, depth, data, base);
      return;
    }
    for (int k = 0; k < depth; k++) {
      System.arraycopy(b.data(), at + k * columns, data, base + k * width, filled);
    }
  }
}
