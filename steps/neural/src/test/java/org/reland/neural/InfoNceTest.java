package org.reland.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;

final class InfoNceTest {
  private final Matrix views = Initial.normal(8, 5, 0.7, new SplittableRandom(1));

  @Test
  void theLossIsThatOfItsDefinition() {
    double sum = 0;
    for (int i = 0; i < 8; i++) {
      double others = 0;
      for (int j = 0; j < 8; j++) {
        others += j == i ? 0 : Math.exp(product(i, j));
      }
      sum -= Math.log(Math.exp(product(i, (i + 4) % 8)) / others);
    }
    assertEquals(sum / 8, loss(new Matrix(8, 5)), 1e-5);
  }

  @Test
  void theGradientIsThatOfDifferences() {
    Matrix gradient = new Matrix(8, 5);
    loss(gradient);
    for (int i = 0; i < views.data().length; i++) {
      float value = views.data()[i];
      views.data()[i] = value + 5e-3f;
      double above = loss(new Matrix(8, 5));
      views.data()[i] = value - 5e-3f;
      double below = loss(new Matrix(8, 5));
      views.data()[i] = value;
      assertEquals((above - below) / 1e-2, gradient.data()[i], 2e-3);
    }
  }

  private double loss(Matrix gradient) {
    return InfoNce.lossAndGradient(views, gradient, Parallel.serial());
  }

  private double product(int i, int j) {
    double sum = 0;
    for (int k = 0; k < views.cols(); k++) {
      sum += (double) views.get(i, k) * views.get(j, k);
    }
    return sum;
  }
}
