package org.reland.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossEntropyTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void lossAndBothGradientsAgreeWithTheDefinitionInDouble(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int n = random.nextInt(1, 300);
    int v = random.nextInt(2, 400);
    int d = random.nextInt(1, 40);
    Matrix hidden = Reference.gaussian(n, d, random);
    Matrix items = Reference.gaussian(v, d, random);
    int[] targets = random.ints(n, 0, v).toArray();
    Matrix dHidden = new Matrix(n, d);
    Matrix dItems = new Matrix(v, d);
    Arrays.fill(dItems.data(), 1f);
    double[][] wantHidden = new double[n][d];
    double[][] wantItems = new double[v][d];
    double want = 0;
    for (int r = 0; r < n; r++) {
      double[] p = new double[v];
      double sum = 0;
      for (int i = 0; i < v; i++) {
        p[i] = Math.exp(Reference.dot(hidden, r, items, i));
        sum += p[i];
      }
      want -= Math.log(p[targets[r]] / sum) / n;
      for (int i = 0; i < v; i++) {
        double g = (p[i] / sum - (i == targets[r] ? 1 : 0)) / n;
        for (int j = 0; j < d; j++) {
          wantHidden[r][j] += g * items.get(i, j);
          wantItems[i][j] += g * hidden.get(r, j);
        }
      }
    }
    try (Parallel two = Parallel.of(2)) {
      assertEquals(
          want,
          CrossEntropy.lossAndGradient(hidden, items, targets, dHidden, dItems, two),
          1e-5 * (1 + want));
    }
    for (int j = 0; j < d; j++) {
      for (int r = 0; r < n; r++) {
        assertEquals(wantHidden[r][j], dHidden.get(r, j), 1e-5);
      }
      for (int i = 0; i < v; i++) {
        assertEquals(wantItems[i][j], dItems.get(i, j) - 1, 1e-5);
      }
    }
  }

  @Test
  void aBiasIsThatOfLogitsWrittenOutAndItemsMayStandStill() {
    SplittableRandom random = new SplittableRandom(4);
    Matrix hidden = Reference.gaussian(3, 5, random);
    Matrix items = Reference.gaussian(7, 5, random);
    int[] targets = {1, 0, 6};
    int[] pointers = {0, 2, 2, 4};
    int[] biased = {0, 1, 3, 5};
    float[] values = {0.7f, 0.7f + 1e-2f, 0.7f - 1e-2f};
    double[] losses = new double[3];
    double gradient = 0;
    Matrix[] moved = new Matrix[2];
    for (int n = 0; n < 3; n++) {
      SparseBias bias = new SparseBias(values[n], pointers, biased);
      Matrix dHidden = new Matrix(3, 5);
      Matrix dItems = n == 1 ? null : new Matrix(7, 5);
      losses[n] =
          CrossEntropy.lossAndGradient(
              hidden, items, targets, bias, dHidden, dItems, Parallel.serial());
      double want = 0;
      for (int r = 0; r < 3; r++) {
        double sum = 0;
        for (int i = 0; i < 7; i++) {
          sum += Math.exp(logit(hidden, items, r, i, values[n], pointers, biased));
        }
        want +=
            (Math.log(sum) - logit(hidden, items, r, targets[r], values[n], pointers, biased)) / 3;
      }
      assertEquals(want, losses[n], 1e-6);
      gradient = n == 0 ? bias.gradient() : gradient;
      if (n == 0) {
        moved[0] = dHidden;
        moved[1] = new Matrix(3, 5);
        CrossEntropy.lossAndGradient(
            hidden, items, targets, bias, moved[1], null, Parallel.serial());
      }
    }
    assertEquals((losses[1] - losses[2]) / 2e-2, gradient, 1e-4);
    assertArrayEquals(moved[0].data(), moved[1].data());
  }

  private static double logit(
      Matrix hidden, Matrix items, int row, int item, float bias, int[] pointers, int[] biased) {
    boolean isBiased =
        Arrays.stream(biased, pointers[row], pointers[row + 1]).anyMatch(i -> i == item);
    return Reference.dot(hidden, row, items, item) + (isBiased ? bias : 0);
  }

  @Test
  void threadsDoNotChangeTheBytes() {
    SplittableRandom random = new SplittableRandom(9);
    Matrix hidden = Reference.gaussian(200, 24, random);
    Matrix items = Reference.gaussian(500, 24, random);
    int[] targets = random.ints(200, 0, 500).toArray();
    Matrix one = new Matrix(500, 24);
    Matrix three = new Matrix(500, 24);
    CrossEntropy.lossAndGradient(
        hidden, items, targets, new Matrix(200, 24), one, Parallel.serial());
    try (Parallel parallel = Parallel.of(3)) {
      CrossEntropy.lossAndGradient(hidden, items, targets, new Matrix(200, 24), three, parallel);
    }
    assertArrayEquals(one.data(), three.data());
  }
}
