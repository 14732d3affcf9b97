package org.reland.linalg;

import org.reland.linalg.Kernels.Strided;
import org.reland.linalg.Kernels.Tile;

/**
 * Dense matrix products; every output is summed over ascending depth, whatever the lanes and the
 * threads.
 */
public final class Gemm {
  /** Rows of C in one chunk of work. */
  private static final int ROWS = 96;

  /** Columns of C in one chunk of work, about. */
  private static final int COLUMNS = 256;

  /** Depth that is passed over at once, so that a panel's part stays in the first-level cache. */
  private static final int DEPTH = 256;

  private Gemm() {}

  /** C = A B, with A m x k, B k x n, C m x n. */
  public static void multiply(Matrix a, Matrix b, Matrix c, Parallel parallel) {
    b.requireShape("B", a.cols(), b.cols());
    c.requireShape("C", a.rows(), b.cols());
    Panels panels = Panels.ofColumns(b, 0, b.rows(), Lanes.kernels().panelWidth(), parallel);
    product(Strided.rows(a, 0), a.rows(), panels, c, false, parallel);
  }

  /** C = A B^T, with A m x k, B n x k, C m x n. */
  public static void multiplyTransposed(Matrix a, Matrix b, Matrix c, Parallel parallel) {
    b.requireShape("B", b.rows(), a.cols());
    c.requireShape("C", a.rows(), b.rows());
    Panels panels = Panels.ofRows(b, null, Lanes.kernels().panelWidth(), parallel);
    product(Strided.rows(a, 0), a.rows(), panels, c, false, parallel);
  }

  /** C = A^T B, with A k x m, B k x n, C m x n. */
  public static void transposedMultiply(Matrix a, Matrix b, Matrix c, Parallel parallel) {
    b.requireShape("B", a.rows(), b.cols());
    c.requireShape("C", a.cols(), b.cols());
    Panels panels = Panels.ofColumns(b, 0, b.rows(), Lanes.kernels().panelWidth(), parallel);
    product(Strided.transposed(a, 0), a.cols(), panels, c, false, parallel);
  }

  /** C = A B or C += A B for a packed B, with C in chunks of rows and columns. */
  static void product(
      Strided a, int rows, Panels b, Matrix c, boolean accumulate, Parallel parallel) {
    Chunks byRow = new Chunks(rows, ROWS);
    Chunks byPanel = new Chunks(b.count(), Math.max(1, COLUMNS / b.width()));
    parallel.forEach(
        byRow.count() * byPanel.count(),
        chunk -> {
          int row = chunk / byPanel.count();
          int panel = chunk % byPanel.count();
          block(
              a,
              byRow.from(row),
              byRow.to(row),
              b,
              byPanel.from(panel),
              byPanel.to(panel),
              c,
              accumulate);
        });
  }

  private static void block(
      Strided a,
      int fromRow,
      int toRow,
      Panels b,
      int fromPanel,
      int toPanel,
      Matrix c,
      boolean accumulate) {
    Kernels kernels = Lanes.kernels();
    Strided rows =
        new Strided(a.data(), a.offset() + fromRow * a.rowStride(), a.rowStride(), a.depthStride());
    int whole = Math.min(toPanel, b.columns() / b.width());
    Tile into = new Tile(c.data(), fromRow * c.cols() + fromPanel * b.width(), c.cols());
    int from = 0;
    do {
      int to = Math.min(b.depth(), from + DEPTH);
      kernels.product(
          rows, toRow - fromRow, b, fromPanel, whole - fromPanel, from, to, into, accumulate);
      from = to;
    } while (from < b.depth());
    if (whole < toPanel) {
      lastPanel(kernels, rows, fromRow, toRow, b, c, accumulate);
    }
  }

  /** The panel that C has no room for: computed aside, its real columns copied. */
  private static void lastPanel(
      Kernels kernels,
      Strided rows,
      int fromRow,
      int toRow,
      Panels b,
      Matrix c,
      boolean accumulate) {
    int panel = b.count() - 1;
    int first = panel * b.width();
    int columns = b.columns() - first;
    float[] aside = new float[(toRow - fromRow) * b.width()];
    if (accumulate) {
      for (int r = fromRow; r < toRow; r++) {
        System.arraycopy(c.data(), r * c.cols() + first, aside, (r - fromRow) * b.width(), columns);
      }
    }
    Tile tile = new Tile(aside, 0, b.width());
    kernels.product(rows, toRow - fromRow, b, panel, 1, 0, b.depth(), tile, accumulate);
    for (int r = fromRow; r < toRow; r++) {
      System.arraycopy(aside, (r - fromRow) * b.width(), c.data(), r * c.cols() + first, columns);
    }
  }
}
