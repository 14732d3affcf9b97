package org.reland.linalg;

import java.util.Arrays;

/** Layer normalisation (Ba et al., arXiv:1607.06450) with frozen gain and bias. */
public final class LayerNorm {
  private final float[] gain;
  private final float[] bias;
  private final float[] ones;
  private final double epsilon;

  /** Gain and bias have one number a column. */
  public LayerNorm(float[] gain, float[] bias, double epsilon) {
    if (gain.length != bias.length) {
      throw new IllegalArgumentException(
          "gain and bias of unequal length: %d and %d".formatted(gain.length, bias.length));
    }
    this.gain = gain.clone();
    this.bias = bias.clone();
    this.epsilon = epsilon;
    ones = new float[gain.length];
    Arrays.fill(ones, 1f);
  }

  /** Brings every row to mean 0 and variance 1, then times gain plus bias, in place. */
  public void apply(Matrix x, Parallel parallel) {
    x.requireShape("x", x.rows(), gain.length);
    Chunks byRow = new Chunks(x.rows(), 64);
    parallel.forEach(
        byRow.count(),
        chunk -> {
          for (int r = byRow.from(chunk); r < byRow.to(chunk); r++) {
            row(x.data(), r * gain.length);
          }
        });
  }

  private void row(float[] x, int at) {
    int n = gain.length;
    float mean = Lanes.kernels().dot(x, at, ones, 0, n) / n;
    for (int i = 0; i < n; i++) {
      x[at + i] -= mean;
    }
    float squares = Lanes.kernels().dot(x, at, x, at, n);
    float scale = (float) (1 / Math.sqrt(squares / n + epsilon));
    for (int i = 0; i < n; i++) {
      x[at + i] = Math.fma(x[at + i] * scale, gain[i], bias[i]);
    }
  }
}
