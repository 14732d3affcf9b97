package org.reland.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class XavierTest {
  @Test
  void theRowsHaveTheVarianceThatRowsAndColumnsGiveAndTheOthersStay() {
    Matrix matrix = new Matrix(300, 50);
    Arrays.fill(matrix.data(), 9);
    Xavier.fill(matrix, 100, 250, new SplittableRandom(1));
    double squares = 0;
    double sum = 0;
    for (int row = 0; row < 300; row++) {
      for (float value : matrix.row(row)) {
        if (row < 100 || row >= 250) {
          assertEquals(9, value);
        } else {
          assertTrue(Math.abs(value) <= Math.sqrt(6.0 / 200));
          sum += value;
          squares += value * value;
        }
      }
    }
    int count = 150 * 50;
    assertEquals(0, sum / count, 0.01);
    assertEquals(2.0 / 200, squares / count, 0.0005); // of a uniform within b: b^2 / 3
  }

  @Test
  void aTableInsideAMatrixIsDrawnAsOneByItself() {
    Matrix matrix = new Matrix(7, 3);
    Xavier.fill(matrix, 2, 6, new SplittableRandom(2));
    Matrix table = new Matrix(4, 3);
    Xavier.fill(table, 0, 4, new SplittableRandom(2));
    assertArrayEquals(table.data(), Arrays.copyOfRange(matrix.data(), 6, 18));
  }
}
