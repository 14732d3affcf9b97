package org.reland.recommend.backbone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;

final class DropoutTest {
  private static Matrix ones() {
    Matrix ones = new Matrix(301, 401);
    Arrays.fill(ones.data(), 1);
    return ones;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.9})
  void thePartLeftOutIsTheRateAndTheMeanStays(double rate) {
    Matrix matrix = ones();
    new Dropout(rate, 3).apply(matrix, Parallel.serial());
    int zeros = 0;
    double sum = 0;
    for (float x : matrix.data()) {
      zeros += x == 0 ? 1 : 0;
      sum += x;
    }
    assertEquals(rate, (double) zeros / matrix.data().length, 0.005);
    assertEquals(1, sum / matrix.data().length, 0.03);
  }

  @Test
  void theSameElementsAreLeftOutForAnyNumberOfThreads() {
    Matrix serial = ones();
    Matrix shared = ones();
    new Dropout(0.3, 9).apply(serial, Parallel.serial());
    try (Parallel parallel = Parallel.of(3)) {
      new Dropout(0.3, 9).apply(shared, parallel);
    }
    assertArrayEquals(serial.data(), shared.data());
  }
}
