package org.reland.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TruncatedSvdTest {
  /** A = U S V^T with known factors: two sets of orthonormal columns from a cosine transform. */
  private static Matrix cosines(int n, int columns) {
    Matrix m = new Matrix(n, columns);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < columns; j++) {
        m.set(i, j, (float) (Math.sqrt(2.0 / n) * Math.cos(Math.PI * (i + 0.5) * (j + 1) / n)));
      }
    }
    return m;
  }

  private static CsrMatrix known(Matrix u, double[] s, Matrix v) {
    int[] r = new int[u.rows() * v.rows()];
    int[] c = new int[r.length];
    float[] x = new float[r.length];
    for (int e = 0; e < r.length; e++) {
      r[e] = e / v.rows();
      c[e] = e % v.rows();
      for (int j = 0; j < s.length; j++) {
        x[e] += (float) (u.get(r[e], j) * s[j] * v.get(c[e], j));
      }
    }
    return CsrMatrix.fromTriplets(u.rows(), v.rows(), r, c, x);
  }

  @Test
  void singularValuesAndVectorsOfAKnownMatrixAreFound() {
    double[] s = {50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.01, 0.01, 0.01};
    Matrix v = cosines(60, 15);
    CsrMatrix a = known(cosines(90, 15), s, v);
    TruncatedSvd.Result found = TruncatedSvd.of(a, 4, new SplittableRandom(1), Parallel.serial());
    for (int j = 0; j < 4; j++) {
      assertEquals(s[j], found.singularValues()[j], 1e-5 * s[0]);
      double cosine = 0;
      float largest = 0;
      for (int i = 0; i < 60; i++) {
        float entry = found.rightVectors().get(i, j);
        cosine += entry * v.get(i, j);
        largest = Math.abs(entry) > Math.abs(largest) ? entry : largest;
      }
      assertEquals(1, Math.abs(cosine), 1e-5);
      assertTrue(largest > 0);
    }
  }

  @Test
  void columnsBeyondTheRankOfTheMatrixAreZero() {
    CsrMatrix a = known(cosines(40, 2), new double[] {3, 1}, cosines(30, 2));
    TruncatedSvd.Result found = TruncatedSvd.of(a, 5, new SplittableRandom(2), Parallel.serial());
    assertEquals(1, found.singularValues()[1], 1e-5);
    assertEquals(0, found.singularValues()[2], 1e-3);
    for (int i = 0; i < 30; i++) {
      assertTrue(Float.isFinite(found.rightVectors().get(i, 4)));
    }
  }

  @Test
  void threadsDoNotChangeTheBytes() {
    CsrMatrix a = Reference.sparse(3000, 500, 20_000, new SplittableRandom(3));
    TruncatedSvd.Result one = TruncatedSvd.of(a, 8, new SplittableRandom(4), Parallel.serial());
    try (Parallel three = Parallel.of(3)) {
      TruncatedSvd.Result many = TruncatedSvd.of(a, 8, new SplittableRandom(4), three);
      assertArrayEquals(one.rightVectors().data(), many.rightVectors().data());
      assertArrayEquals(one.singularValues(), many.singularValues());
    }
  }
}
