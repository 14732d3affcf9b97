package org.reland.linalg;

/** A dense layer with frozen parameters, laid out once for the kernels: y = x W^T + b. */
public final class Linear {
  private final Panels panels;

  private Linear(Panels panels) {
    this.panels = panels;
  }

  /**
   * Lays the parameters out.
   *
   * @param weight outputs x inputs
   * @param bias as long as there are outputs
   */
  public static Linear of(Matrix weight, float[] bias, Parallel parallel) {
    if (bias.length != weight.rows()) {
      throw new IllegalArgumentException(
          "%d outputs need as many biases, got %d".formatted(weight.rows(), bias.length));
    }
    return new Linear(Panels.ofRows(weight, bias, Lanes.kernels().panelWidth(), parallel));
  }

  public int inputs() {
    return panels.depth();
  }

  public int outputs() {
    return panels.columns();
  }

  /** Rows x outputs, from rows x inputs; a row's bytes do not depend on the other rows. */
  public Matrix apply(Matrix x, Parallel parallel) {
    x.requireShape("x", x.rows(), inputs());
    Matrix y = new Matrix(x.rows(), outputs());
    Gemm.product(x, panels, y, parallel);
    return y;
  }
}
