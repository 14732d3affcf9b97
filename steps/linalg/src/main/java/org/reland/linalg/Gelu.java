package org.reland.linalg;

/**
 * x times the standard normal distribution function at x (Hendrycks and Gimpel, arXiv:1606.08415),
 * the form with erf. The tail is formula 7.1.26 of Abramowitz and Stegun, error below 1e-7: fused
 * multiply-adds, one division and {@link Exponential}, so that every vector width gives the same
 * bits.
 */
public final class Gelu {
  /** 7.1.26's p over the square root of 2, as the argument is x and not x over that root. */
  static final float P = (float) (0.3275911 / 1.4142135623730951);

  /** Its coefficients, halved: of the distribution function erf is twice the part above 1/2. */
  static final float A1 = 0.2548296f / 2;

  static final float A2 = -0.28449672f / 2;
  static final float A3 = 1.4214138f / 2;
  static final float A4 = -1.4531521f / 2;
  static final float A5 = 1.0614054f / 2;

  private Gelu() {}

  /** Replaces every element by its GELU. */
  public static void apply(Matrix x, Parallel parallel) {
    Chunks byRow = new Chunks(x.rows(), 64);
    parallel.forEach(
        byRow.count(),
        chunk ->
            Lanes.kernels()
                .gelu(x.data(), byRow.from(chunk) * x.cols(), byRow.to(chunk) * x.cols()));
  }

  static float of(float x) {
    float t = 1f / Math.fma(Math.abs(x), P, 1f);
    float p = Math.fma(A5, t, A4);
    p = Math.fma(p, t, A3);
    p = Math.fma(p, t, A2);
    p = Math.fma(p, t, A1);
    float tail = p * t * Exponential.of(x * x * -0.5f);
    return x * (x > 0 ? 1f - tail : tail);
  }
}
