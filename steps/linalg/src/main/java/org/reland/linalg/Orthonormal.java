package org.reland.linalg;

/**
 * Makes the columns of a tall matrix orthonormal through the eigenvectors of its Gram matrix: Y V
 * L^-1/2 with Y^T Y = V L V^T, done twice since the first pass leaves the error of a squared
 * condition number. Directions that are nothing but rounding become zero.
 */
final class Orthonormal {
  /** Rows whose products are summed before they join the total. */
  private static final int CHUNK = 1024;

  private Orthonormal() {}

  static void columns(Matrix y, Parallel parallel) {
    roughly(y, parallel);
    roughly(y, parallel);
  }

  /** One pass: enough to keep directions apart from one power iteration to the next. */
  static void roughly(Matrix y, Parallel parallel) {
    SymmetricEigen eigen = SymmetricEigen.of(gram(y, parallel));
    int n = y.cols();
    Matrix rotation = new Matrix(n, n);
    for (int j = 0; j < n; j++) {
      double value = eigen.values()[j];
      for (int i = 0; i < n && value > 1e-12 * eigen.values()[0]; i++) {
        rotation.set(i, j, (float) (eigen.vectors()[j][i] / Math.sqrt(value)));
      }
    }
    Gemm.multiply(y.copy(), rotation, y, parallel);
  }

  /** Y^T Y in double precision: chunks of rows, added in their order. */
  static double[][] gram(Matrix y, Parallel parallel) {
    int n = y.cols();
    Chunks chunks = new Chunks(y.rows(), CHUNK);
    double[][][] parts = new double[chunks.count()][][];
    parallel.forEach(chunks.count(), c -> parts[c] = gramOfRows(y, chunks.from(c), chunks.to(c)));
    double[][] sum = new double[n][n];
    for (double[][] part : parts) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
          sum[i][j] += part[i][j];
        }
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        sum[j][i] = sum[i][j];
      }
    }
    return sum;
  }

  /** The lower triangle. */
  private static double[][] gramOfRows(Matrix y, int from, int to) {
    int n = y.cols();
    double[][] sum = new double[n][n];
    double[] row = new double[n];
    for (int r = from; r < to; r++) {
      for (int j = 0; j < n; j++) {
        row[j] = y.data()[r * n + j];
      }
      for (int i = 0; i < n; i++) {
        double[] into = sum[i];
        double x = row[i];
        for (int j = 0; j <= i; j++) {
          into[j] = Math.fma(x, row[j], into[j]);
        }
      }
    }
    return sum;
  }
}
