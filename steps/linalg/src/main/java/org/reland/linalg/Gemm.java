package org.reland.linalg;

import org.reland.linalg.Kernels.Rows;
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

  /**
   * Depth that is passed over at once: long, as every pass reads and writes C, and not so long that
   * the parts of some panels leave the second-level cache.
   */
  private static final int DEPTH = 512;

  /** What moving a number counts, in multiplications. */
  static final long MOVE = 8;

  private Gemm() {}

  /** C = A B, with A m x k, B k x n, C m x n. */
  public static void multiply(Matrix a, Matrix b, Matrix c, Parallel parallel) {
    b.requireShape("B", a.cols(), b.cols());
    c.requireShape("C", a.rows(), b.cols());
    Panels panels = Panels.ofColumns(b, 0, b.rows(), Lanes.kernels().panelWidth(), parallel);
    product(a, panels, c, parallel);
  }

  /** C = A B^T, with A m x k, B n x k, C m x n. */
  public static void multiplyTransposed(Matrix a, Matrix b, Matrix c, Parallel parallel) {
    b.requireShape("B", b.rows(), a.cols());
    c.requireShape("C", a.rows(), b.rows());
    Panels panels = Panels.ofRows(b, null, Lanes.kernels().panelWidth(), parallel);
    product(a, panels, c, parallel);
  }

  /** C = A^T B, with A k x m, B k x n, C m x n. */
  public static void transposedMultiply(Matrix a, Matrix b, Matrix c, Parallel parallel) {
    b.requireShape("B", a.rows(), b.cols());
    c.requireShape("C", a.cols(), b.cols());
    multiply(transpose(a, parallel), b, c, parallel);
  }

  /** Tile by tile, so that both sides stay in the cache. */
  static Matrix transpose(Matrix a, Parallel parallel) {
    Matrix t = new Matrix(a.cols(), a.rows());
    Chunks byRow = new Chunks(a.rows(), 32);
    Parallel enough = parallel.forWork(MOVE * a.rows() * a.cols());
    enough.forEach(
        byRow.count(),
        chunk -> {
          for (int j = 0; j < a.cols(); j++) {
            for (int i = byRow.from(chunk); i < byRow.to(chunk); i++) {
              t.data()[j * a.rows() + i] = a.data()[i * a.cols() + j];
            }
          }
        });
    return t;
  }

  static void product(Matrix a, Panels b, Matrix c, Parallel parallel) {
    Chunks byRow = new Chunks(a.rows(), ROWS);
    Chunks byPanel = new Chunks(b.count(), Math.max(1, COLUMNS / b.width()));
    Parallel enough = parallel.forWork((long) a.rows() * b.depth() * b.columns());
    enough.forEach(
        byRow.count() * byPanel.count(),
        chunk -> {
          int row = chunk / byPanel.count();
          int panel = chunk % byPanel.count();
          int rows = byRow.to(row) - byRow.from(row);
          block(a, byRow.from(row), rows, b, byPanel.from(panel), byPanel.to(panel), c);
        });
  }

  private static void block(
      Matrix a, int firstRow, int rows, Panels b, int fromPanel, int toPanel, Matrix c) {
    int whole = Math.min(toPanel, b.columns() / b.width());
    Tile tile = new Tile(c.data(), firstRow * c.cols() + fromPanel * b.width(), c.cols());
    overDepth(Rows.of(a, firstRow), rows, b, fromPanel, whole - fromPanel, tile);
    if (whole < toPanel) {
      // The last panel is wider than what is left of C: computed aside, its real columns copied.
      Tile aside = new Tile(new float[rows * b.width()], 0, b.width());
      overDepth(Rows.of(a, firstRow), rows, b, whole, 1, aside);
      int first = whole * b.width();
      for (int r = 0; r < rows; r++) {
        System.arraycopy(
            aside.data(),
            r * b.width(),
            c.data(),
            (firstRow + r) * c.cols() + first,
            b.columns() - first);
      }
    }
  }

  /** The whole depth, in slices. */
  static void overDepth(Rows a, int rows, Panels b, int firstPanel, int panels, Tile c) {
    int from = 0;
    do {
      int to = Math.min(b.depth(), from + DEPTH);
      Lanes.kernels().product(a, rows, b, firstPanel, panels, from, to, c, from > 0);
      from = to;
    } while (from < b.depth());
  }
}
