package org.reland.linalg;

/** Operations on single vectors that keep their bytes for every lane count. */
public final class VectorOps {
  private VectorOps() {}

  /** Inner product of two vectors of equal length. */
  public static float dot(float[] a, float[] b) {
    requireSameLength(a, b);
    return Lanes.kernels().dot(a, 0, b, 0, a.length);
  }

  /** Inner product of a[aFrom .. aFrom + n) and b[bFrom .. bFrom + n). */
  public static float dot(float[] a, int aFrom, float[] b, int bFrom, int n) {
    return Lanes.kernels().dot(a, aFrom, b, bFrom, n);
  }

  /** y += alpha * x. */
  public static void axpy(float alpha, float[] x, float[] y) {
    requireSameLength(x, y);
    axpy(alpha, x, 0, y, 0, x.length);
  }

  /** y[yFrom + i] += alpha * x[xFrom + i] for n elements. */
  public static void axpy(float alpha, float[] x, int xFrom, float[] y, int yFrom, int n) {
    Lanes.kernels().axpy(alpha, x, xFrom, y, yFrom, n);
  }

  /** The Euclidean norm. */
  public static float norm(float[] x) {
    return norm(x, 0, x.length);
  }

  /** The Euclidean norm of x[from .. from + n). */
  public static float norm(float[] x, int from, int n) {
    return (float) Math.sqrt(Lanes.kernels().dot(x, from, x, from, n));
  }

  /** Divides every row by its norm, in place; a row of zeros stays. */
  public static void normalizeRows(Matrix m) {
    float[] x = m.data();
    int d = m.cols();
    for (int r = 0; r < m.rows(); r++) {
      float norm = norm(x, r * d, d);
      if (norm > 0) {
        for (int i = r * d; i < (r + 1) * d; i++) {
          x[i] /= norm;
        }
      }
    }
  }

  /** e^x, within 2 units in the last place; 0 below x = -87. */
  public static float exp(float x) {
    return Exponential.of(x);
  }

  /** Replaces x[from .. to) by its exponentials, as {@link #exp(float)} has them. */
  public static void exp(float[] x, int from, int to) {
    Lanes.kernels().expAndSum(x, from, to, 0);
  }

  private static void requireSameLength(float[] a, float[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "vectors of unequal length: %d and %d".formatted(a.length, b.length));
    }
  }
}
