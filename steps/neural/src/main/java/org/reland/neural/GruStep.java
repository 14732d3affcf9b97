package org.reland.neural;

import org.reland.linalg.Matrix;
import org.reland.linalg.VectorOps;

/**
 * One step of a {@link Gru} for some sequences at once, with what its way back needs.
 *
 * @param before the states that it began with
 * @param gates r and z side by side
 * @param candidate n
 * @param recurrent h Un, before r is applied
 */
record GruStep(Matrix before, Matrix gates, Matrix candidate, Matrix recurrent) {
  static GruStep from(Matrix before) {
    int rows = before.rows();
    int h = before.cols();
    return new GruStep(before, new Matrix(rows, 2 * h), new Matrix(rows, h), new Matrix(rows, h));
  }

  /**
   * The step of row k.
   *
   * @param x x W of all gates, from this place on
   * @param u h U of all gates, from this place on
   * @param after where the new state goes, in its row k
   */
  void forward(int k, float[] x, int xAt, float[] u, int uAt, Matrix after) {
    int h = before.cols();
    float[] g = gates.data();
    int gAt = k * 2 * h;
    for (int j = 0; j < 2 * h; j++) {
      g[gAt + j] = x[xAt + j] + u[uAt + j];
    }
    sigmoid(g, gAt, gAt + 2 * h);
    float[] n = candidate.data();
    int at = k * h;
    System.arraycopy(u, uAt + 2 * h, recurrent.data(), at, h);
    for (int j = 0; j < h; j++) {
      n[at + j] = 2 * Math.fma(g[gAt + j], u[uAt + 2 * h + j], x[xAt + 2 * h + j]);
    }
    sigmoid(n, at, at + h);
    float[] old = before.data();
    float[] next = after.data();
    for (int j = 0; j < h; j++) {
      n[at + j] = Math.fma(2f, n[at + j], -1f); // tanh a = 2 sigma(2a) - 1
      next[at + j] = Math.fma(g[gAt + h + j], old[at + j] - n[at + j], n[at + j]);
    }
  }

  /**
   * The way back of row k.
   *
   * @param dAfter with respect to the new states; its row k becomes the direct part of the gradient
   *     with respect to the old one
   * @param dx with respect to x W, from this place on
   * @param du with respect to h U, from this place on
   */
  void backward(int k, Matrix dAfter, float[] dx, int xAt, float[] du, int uAt) {
    int h = before.cols();
    int at = k * h;
    int gAt = k * 2 * h;
    float[] g = gates.data();
    float[] d = dAfter.data();
    for (int j = 0; j < h; j++) {
      float r = g[gAt + j];
      float z = g[gAt + h + j];
      float n = candidate.data()[at + j];
      float dn = d[at + j] * (1 - z) * (1 - n * n);
      float dz = d[at + j] * (before.data()[at + j] - n) * z * (1 - z);
      float dr = dn * recurrent.data()[at + j] * r * (1 - r);
      dx[xAt + j] = dr;
      du[uAt + j] = dr;
      dx[xAt + h + j] = dz;
      du[uAt + h + j] = dz;
      dx[xAt + 2 * h + j] = dn;
      du[uAt + 2 * h + j] = dn * r;
      d[at + j] *= z;
    }
  }

  private static void sigmoid(float[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      // Beyond, a sigmoid is 0 or 1 to the last bit, and the exponential no longer finite.
      x[i] = Math.min(80, Math.max(-80, -x[i]));
    }
    VectorOps.exp(x, from, to);
    for (int i = from; i < to; i++) {
      x[i] = 1 / (1 + x[i]);
    }
  }
}
