package org.reland.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class NormalTest {
  @Test
  void momentsAreThoseOfANormalDistributionAndOtherRowsAreLeftAlone() {
    Matrix matrix = new Matrix(3003, 67);
    Normal.fill(matrix, 2, 3001, 0.5, new SplittableRandom(4));
    int n = 2999 * 67;
    double[] moments = new double[5];
    for (int i = 2 * 67; i < 3001 * 67; i++) {
      for (int power = 1; power <= 4; power++) {
        moments[power] += Math.pow(matrix.data()[i] / 0.5, power) / n;
      }
    }
    assertEquals(0, moments[1], 0.01);
    assertEquals(1, moments[2], 0.02);
    assertEquals(0, moments[3], 0.04);
    assertEquals(3, moments[4], 0.1);
    for (int col = 0; col < 67; col++) {
      assertEquals(0, matrix.get(1, col));
      assertEquals(0, matrix.get(3001, col));
    }
  }
}
