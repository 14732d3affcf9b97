package org.reland.linalg;

/**
 * The inner loops that everything in this package is made of, in two forms with the same bits:
 * {@link ScalarKernels} to be read and {@link VectorKernels} to be fast. To make the bits equal for
 * every vector width, products run over ascending depth with fused multiply-adds, one chain for
 * each output, and sums within a vector use {@link #VIRTUAL_LANES} partial sums that are added as a
 * tree of halves.
 */
interface Kernels {
  /** Partial sums of a reduction: as many as the widest vector has lanes. */
  int VIRTUAL_LANES = 16;

  /** Columns of a panel; see {@link Panels}. */
  int panelWidth();

  /** Inner product of a[aFrom ..] and b[bFrom ..], n floats each. */
  float dot(float[] a, int aFrom, float[] b, int bFrom, int n);

  /** Sum of (a - b)^2 over n floats. */
  float squaredDistance(float[] a, int aFrom, float[] b, int bFrom, int n);

  /** y[yFrom + i] += alpha * x[xFrom + i] for n floats. */
  void axpy(float alpha, float[] x, int xFrom, float[] y, int yFrom, int n);

  /** y[yFrom + i] += alpha * (x[plus + i] - x[minus + i]) for n floats. */
  void addDifference(float alpha, float[] x, int plus, int minus, float[] y, int yFrom, int n);

  /** The largest of x[from .. to), NaN left out; -infinity if there is none. */
  float max(float[] x, int from, int to);

  /** Replaces x[from .. to) by exp(x - shift) and returns the sum. */
  float expAndSum(float[] x, int from, int to, float shift);

  /** Replaces x[from .. to) by {@link Gelu} of it. */
  void gelu(float[] x, int from, int to);

  /** The first i in from .. to - 1 with x[i] > threshold, or {@code to}. */
  int firstAbove(float[] x, int from, int to, float threshold);

  /**
   * out[r] = sum over the entries e of row r of value(e) * x[column(e)], for rows from .. to - 1 of
   * d floats each.
   */
  void sparseRows(CsrMatrix a, int from, int to, float[] x, float[] out, int d);

  /** See {@link Heads#gather}. */
  void gatherHeads(
      int[] rows,
      int from,
      int to,
      float[] weights,
      int weightsFrom,
      Heads heads,
      float[] x,
      float[] out,
      int at);

  /** See {@link Heads#dots}. */
  void headDots(
      int[] rows,
      int from,
      int to,
      float[] y,
      int at,
      Heads heads,
      float[] x,
      float[] dots,
      int dotsFrom);

  /**
   * Copies the panel that begins at column {@code from[at]} of a row-major matrix: {@code rows}
   * runs of a panel's width.
   */
  void packPanel(float[] from, int at, int stride, int rows, float[] panel, int panelAt);

  /**
   * C(i, j) = start + sum over k in from .. to - 1 of A(i, k) * B(k, j), for {@code rows} rows and
   * the columns of {@code panels} panels from {@code firstPanel} on. The sum starts from C when
   * {@code add} is set, else from the panel's bias. C must have room for whole panels.
   */
  void product(
      Rows a,
      int rows,
      Panels b,
      int firstPanel,
      int panels,
      int from,
      int to,
      Tile c,
      boolean add);

  /** The left factor: A(i, k) is data[offset + i * stride + k]. */
  @SuppressWarnings("ArrayRecordComponent")
  record Rows(float[] data, int offset, int stride) {
    static Rows of(Matrix a, int firstRow) {
      return new Rows(a.data(), firstRow * a.cols(), a.cols());
    }
  }

  /** Where products go: C(i, j) is data[offset + i * stride + j]. */
  @SuppressWarnings("ArrayRecordComponent")
  record Tile(float[] data, int offset, int stride) {}
}
