package org.reland.linalg;

/**
 * The right factor of products, laid out once for several of them; the bytes are those of {@link
 * Gemm}, which lays it out anew each time.
 */
public final class Factor {
  private final Panels panels;

  private Factor(Panels panels) {
    this.panels = panels;
  }

  /** B, k x n, as it is now: later changes of it do not show. */
  public static Factor of(Matrix b, Parallel parallel) {
    return new Factor(Panels.ofColumns(b, 0, b.rows(), Lanes.kernels().panelWidth(), parallel));
  }

  /** B^T, with B n x k. */
  public static Factor ofTransposed(Matrix b, Parallel parallel) {
    return new Factor(Panels.ofRows(b, null, Lanes.kernels().panelWidth(), parallel));
  }

  /** C = A B, with A m x k and C m x n. */
  public void multiply(Matrix a, Matrix c, Parallel parallel) {
    a.requireShape("A", a.rows(), panels.depth());
    c.requireShape("C", a.rows(), panels.columns());
    Gemm.product(a, panels, c, parallel);
  }
}
