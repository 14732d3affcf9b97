package org.reland.linalg;

import java.util.Arrays;

/**
 * The inverse of a symmetric positive definite matrix by the symmetric sweep (Goodnight, The
 * American Statistician 1979), a block of rows and columns at a time: the work is one product of a
 * tall matrix with a flat one a block, of which only the upper triangle is computed. No pivoting: a
 * positive definite matrix needs none.
 */
public final class PositiveDefinite {
  /** Rows and columns swept at once. */
  private static final int BLOCK = 256;

  /** Rows that are updated at once; bounds the memory beside the matrix. */
  private static final int ROWS = 1024;

  private final Matrix a;
  private final int n;
  private final Parallel parallel;

  private PositiveDefinite(Matrix a, Parallel parallel) {
    this.a = a;
    this.n = a.rows();
    this.parallel = parallel;
  }

  /**
   * Overwrites the matrix with its inverse. Only the upper triangle is read.
   *
   * @throws IllegalArgumentException if it is not square or not positive definite
   */
  public static void invert(Matrix matrix, Parallel parallel) {
    matrix.requireShape("matrix", matrix.rows(), matrix.rows());
    PositiveDefinite sweep = new PositiveDefinite(matrix, parallel);
    for (int from = 0; from < matrix.rows(); from += BLOCK) {
      sweep.block(from, Math.min(matrix.rows(), from + BLOCK));
    }
    sweep.negateAndMirror();
  }

  /** A_ij -= A_ik D A_kj, A_ik = A_ik D, A_kk = -D, with D the inverse of A_kk. */
  private void block(int from, int to) {
    Matrix columns = columns(from, to);
    Matrix inverse = inverseOfDiagonal(from, to);
    Matrix scaled = new Matrix(n, to - from);
    Gemm.multiply(columns, inverse, scaled, parallel);
    for (int row = 0; row < n; row += ROWS) {
      subtractProduct(columns, scaled, row, Math.min(n, row + ROWS));
    }
    write(scaled, inverse, from, to);
  }

  /** The columns [from, to) of the symmetric matrix, n x (to - from), from its upper triangle. */
  private Matrix columns(int from, int to) {
    int b = to - from;
    float[] x = a.data();
    Matrix columns = new Matrix(n, b);
    float[] c = columns.data();
    for (int i = 0; i < to; i++) {
      for (int j = Math.max(i, from); j < to; j++) {
        c[i * b + j - from] = x[i * n + j];
        if (i >= from) {
          c[j * b + i - from] = x[i * n + j];
        }
      }
    }
    for (int j = from; j < to; j++) {
      for (int i = to; i < n; i++) {
        c[i * b + j - from] = x[j * n + i];
      }
    }
    return columns;
  }

  /** Gauss-Jordan in double precision: the block is small. */
  private Matrix inverseOfDiagonal(int from, int to) {
    int b = to - from;
    double[][] m = new double[b][b];
    for (int i = 0; i < b; i++) {
      for (int j = i; j < b; j++) {
        m[i][j] = a.get(from + i, from + j);
        m[j][i] = m[i][j];
      }
    }
    for (int k = 0; k < b; k++) {
      double pivot = m[k][k];
      if (!(pivot > 0)) {
        throw new IllegalArgumentException(
            "the matrix is not positive definite: pivot %d is %s".formatted(from + k, pivot));
      }
      m[k][k] = 1;
      for (int j = 0; j < b; j++) {
        m[k][j] /= pivot;
      }
      for (int i = 0; i < b; i++) {
        double factor = m[i][k];
        if (i != k) {
          m[i][k] = 0;
          for (int j = 0; j < b; j++) {
            m[i][j] = Math.fma(-factor, m[k][j], m[i][j]);
          }
        }
      }
    }
    Matrix inverse = new Matrix(b, b);
    for (int i = 0; i < b; i++) {
      for (int j = 0; j < b; j++) {
        inverse.set(i, j, (float) m[i][j]);
      }
    }
    return inverse;
  }

  /** From the rows [from, to) and the columns from {@code from} on. */
  private void subtractProduct(Matrix columns, Matrix scaled, int from, int to) {
    int b = columns.cols();
    int width = n - from;
    Matrix left = Matrix.of(Arrays.copyOfRange(columns.data(), from * b, to * b), to - from, b);
    Matrix right = Matrix.of(Arrays.copyOfRange(scaled.data(), from * b, n * b), width, b);
    Matrix product = new Matrix(to - from, width);
    Gemm.multiplyTransposed(left, right, product, parallel);
    float[] x = a.data();
    float[] p = product.data();
    parallel.forEach(
        to - from,
        row -> {
          int at = (from + row) * n + from;
          int source = row * width;
          for (int j = 0; j < width; j++) {
            x[at + j] -= p[source + j];
          }
        });
  }

  private void write(Matrix scaled, Matrix inverse, int from, int to) {
    int b = to - from;
    float[] x = a.data();
    for (int i = 0; i < from; i++) {
      System.arraycopy(scaled.data(), i * b, x, i * n + from, b);
    }
    for (int j = 0; j < b; j++) {
      int row = (from + j) * n;
      for (int k = 0; k < b; k++) {
        x[row + from + k] = -inverse.get(j, k);
      }
      for (int i = to; i < n; i++) {
        x[row + i] = scaled.data()[i * b + j];
      }
    }
  }

  private void negateAndMirror() {
    float[] x = a.data();
    parallel.forEach(
        n,
        i -> {
          for (int j = i; j < n; j++) {
            float value = -x[i * n + j];
            x[i * n + j] = value;
            x[j * n + i] = value;
          }
        });
  }
}
