package org.reland.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PositiveDefiniteTest {
  /** X^T X + I of a random X. */
  private static Matrix gram(int n, long seed) {
    Random random = new Random(seed);
    Matrix x = new Matrix(n + 5, n);
    for (int i = 0; i < x.data().length; i++) {
      x.data()[i] = (float) random.nextGaussian() / 4;
    }
    Matrix gram = new Matrix(n, n);
    Gemm.transposedMultiply(x, x, gram, Parallel.serial());
    for (int i = 0; i < n; i++) {
      gram.set(i, i, gram.get(i, i) + 1);
    }
    return gram;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 17, 255, 256, 257, 600, 1100})
  void theProductWithItsInverseIsTheIdentity(int n) {
    Matrix matrix = gram(n, n);
    Matrix inverse = matrix.copy();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        inverse.set(i, j, Float.NaN); // the lower triangle is not looked at
      }
    }
    PositiveDefinite.invert(inverse, Parallel.serial());
    for (int i = 0; i < n; i += Math.max(1, n / 40)) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
          sum += (double) matrix.get(i, k) * inverse.get(k, j);
        }
        assertEquals(i == j ? 1 : 0, sum, 2e-4, i + ", " + j);
      }
    }
  }

  @Test
  void theBytesAreTheSameForAnyNumberOfThreads() {
    Matrix serial = gram(700, 3);
    Matrix shared = serial.copy();
    PositiveDefinite.invert(serial, Parallel.serial());
    try (Parallel parallel = Parallel.of(3)) {
      PositiveDefinite.invert(shared, parallel);
    }
    assertArrayEquals(serial.data(), shared.data());
  }

  @Test
  void aMatrixThatIsNotPositiveDefiniteIsRefused() {
    Matrix indefinite = Matrix.of(new float[] {1, 2, 2, 1}, 2, 2);
    assertThrows(
        IllegalArgumentException.class,
        () -> PositiveDefinite.invert(indefinite, Parallel.serial()));
    assertThrows(
        IllegalArgumentException.class,
        () -> PositiveDefinite.invert(new Matrix(2, 3), Parallel.serial()));
  }
}
