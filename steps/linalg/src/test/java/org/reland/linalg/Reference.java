package org.reland.linalg;

import java.util.random.RandomGenerator;

/** Brute force in double precision and seeded random input for the tests of this package. */
final class Reference {
  private Reference() {}

  static Matrix gaussian(int rows, int cols, RandomGenerator random) {
    Matrix m = new Matrix(rows, cols);
    for (int i = 0; i < m.data().length; i++) {
      m.data()[i] = (float) random.nextGaussian();
    }
    return m;
  }

  static double dot(Matrix a, int i, Matrix b, int j) {
    double sum = 0;
    for (int k = 0; k < a.cols(); k++) {
      sum += (double) a.get(i, k) * b.get(j, k);
    }
    return sum;
  }

  /** C(i, j) = sum over k of A(i, k) B(k, j). */
  static double[][] product(Matrix a, Matrix b) {
    double[][] c = new double[a.rows()][b.cols()];
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < b.cols(); j++) {
        for (int k = 0; k < a.cols(); k++) {
          c[i][j] += (double) a.get(i, k) * b.get(k, j);
        }
      }
    }
    return c;
  }

  static Matrix transpose(Matrix a) {
    Matrix t = new Matrix(a.cols(), a.rows());
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < a.cols(); j++) {
        t.set(j, i, a.get(i, j));
      }
    }
    return t;
  }

  static Matrix dense(CsrMatrix a) {
    Matrix m = new Matrix(a.rows(), a.cols());
    for (int r = 0; r < a.rows(); r++) {
      for (int e = a.rowPointers()[r]; e < a.rowPointers()[r + 1]; e++) {
        m.set(r, a.columns()[e], a.values()[e]);
      }
    }
    return m;
  }

  static CsrMatrix sparse(int rows, int cols, int entries, RandomGenerator random) {
    int[] r = random.ints(entries, 0, rows).toArray();
    int[] c = random.ints(entries, 0, cols).toArray();
    float[] v = new float[entries];
    for (int e = 0; e < entries; e++) {
      v[e] = (float) random.nextGaussian();
    }
    return CsrMatrix.fromTriplets(rows, cols, r, c, v);
  }
}
