package org.reland.neural;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class DropoutTest {
  @Test
  void theRateIsMetAndTheExpectationKept() {
    float[] x = Initial.constant(1, 200_000, 1).data();
    new Dropout(0.3).forward(x, new SplittableRandom(1));
    double mean = 0;
    int zeros = 0;
    for (float value : x) {
      assertTrue(value == 0 || Math.abs(value - 1 / 0.7) < 1e-6);
      mean += value / x.length;
      zeros += value == 0 ? 1 : 0;
    }
    // Five standard deviations of the share.
    assertEquals(0.3, (double) zeros / x.length, 5 * Math.sqrt(0.21 / x.length));
    assertEquals(1, mean, 0.02);
  }

  @Test
  void nothingIsDroppedAtInferenceAndTheMaskOfTheForwardPassIsThatOfTheWayBack() {
    Dropout dropout = new Dropout(0.5);
    float[] x = {1, 2, 3, 4, 5, 6, 7};
    dropout.forward(x, null);
    assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6, 7}, x);
    float[] ones = Initial.constant(1, 99, 1).data();
    dropout.forward(ones, new SplittableRandom(2));
    float[] gradient = Initial.constant(1, 99, 1).data();
    dropout.backward(gradient);
    assertArrayEquals(ones, gradient);
  }
}
