package org.reland.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AdamTest {
  private final SplittableRandom random = new SplittableRandom(5);

  @Test
  void threeStepsFollowAlgorithm1() {
    Adam adam = new Adam(3, 0.01, 0.9, 0.999, 1e-8);
    float[] p = {1, -2, 0.5f};
    double[] expected = {1, -2, 0.5};
    double[] m = new double[3];
    double[] v = new double[3];
    for (int t = 1; t <= 3; t++) {
      float[] g = Reference.gaussian(1, 3, random).data();
      adam.step(p, g, Parallel.serial());
      for (int i = 0; i < 3; i++) {
        m[i] = 0.9 * m[i] + 0.1 * g[i];
        v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
        double mHat = m[i] / (1 - Math.pow(0.9, t));
        double vHat = v[i] / (1 - Math.pow(0.999, t));
        expected[i] -= 0.01 * mHat / (Math.sqrt(vHat) + 1e-8);
        assertEquals(expected[i], p[i], 1e-5);
      }
    }
  }

  @Test
  void trainingGoesOnFromACheckpointWithTheSameBytes() {
    int n = 100_000;
    float[] g = Reference.gaussian(1, n, random).data();
    float[] straight = new float[n];
    Adam adam = new Adam(n, 0.01, 0.9, 0.999, 1e-8);
    adam.step(straight, g, Parallel.serial());
    float[] resumed = straight.clone();
    Adam second = new Adam(n, 0.01, 0.9, 0.999, 1e-8);
    second.restore(adam.firstMoment(), adam.secondMoment(), adam.steps());
    adam.step(straight, g, Parallel.serial());
    try (Parallel two = Parallel.of(2)) {
      second.step(resumed, g, two);
    }
    assertArrayEquals(straight, resumed);
  }
}
