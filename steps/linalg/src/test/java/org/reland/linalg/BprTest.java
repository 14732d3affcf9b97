package org.reland.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BprTest {
  private final SplittableRandom random = new SplittableRandom(11);
  private final Matrix x = Reference.gaussian(12, 19, random);
  private final int[] users = {0, 1, 2, 0};
  private final int[] positives = {5, 6, 7, 6};
  private final int[] negatives = {8, 5, 11, 5};

  private double loss() {
    double loss = 0;
    for (int t = 0; t < users.length; t++) {
      double margin =
          Reference.dot(x, users[t], x, positives[t]) - Reference.dot(x, users[t], x, negatives[t]);
      loss -= Math.log(1e-10 + 1 / (1 + Math.exp(-margin)));
    }
    return loss / users.length;
  }

  @Test
  void lossIsTheMeanOfTheDefinition() {
    Matrix gradient = new Matrix(12, 19);
    assertEquals(loss(), Bpr.lossAndGradient(x, users, positives, negatives, gradient), 1e-5);
  }

  @Test
  void gradientIsAddedAndAgreesWithFiniteDifferences() {
    Matrix gradient = new Matrix(12, 19);
    Arrays.fill(gradient.data(), 2f);
    Bpr.lossAndGradient(x, users, positives, negatives, gradient);
    float h = 1f / 256;
    for (int i = 0; i < x.data().length; i++) {
      float kept = x.data()[i];
      x.data()[i] = kept + h;
      double above = loss();
      x.data()[i] = kept - h;
      double below = loss();
      x.data()[i] = kept;
      assertEquals((above - below) / (2 * (double) h), gradient.data()[i] - 2, 1e-3);
    }
  }

  @Test
  void threadsDoNotChangeTheBytes() {
    Matrix many = Reference.gaussian(1600, 21, random);
    int[] u = random.ints(2000, 0, 800).toArray();
    int[] p = random.ints(2000, 800, 1600).toArray();
    int[] n = random.ints(2000, 800, 1600).toArray();
    Matrix serial = new Matrix(1600, 21);
    Matrix threaded = new Matrix(1600, 21);
    double loss = Bpr.lossAndGradient(many, u, p, n, serial);
    try (Parallel three = Parallel.of(3)) {
      assertEquals(loss, Bpr.lossAndGradient(many, u, p, n, threaded, three));
    }
    assertArrayEquals(serial.data(), threaded.data());
  }
}
