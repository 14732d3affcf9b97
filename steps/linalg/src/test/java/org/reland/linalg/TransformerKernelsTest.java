package org.reland.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TransformerKernelsTest {
  /** The normal distribution function by Simpson's rule. */
  private static double normal(double x) {
    int steps = 2000;
    double h = x / steps;
    double sum = 0;
    for (int i = 0; i <= steps; i++) {
      int weight = i == 0 || i == steps ? 1 : i % 2 == 0 ? 2 : 4;
      sum += weight * StrictMath.exp(-(i * h) * (i * h) / 2);
    }
    return 0.5 + sum * h / 3 / StrictMath.sqrt(2 * StrictMath.PI);
  }

  @Test
  void geluIsTheArgumentTimesTheIntegralOfTheNormalDensity() {
    for (double x = -6; x <= 6; x += 0.0173) {
      float argument = (float) x;
      double error = Gelu.of(argument) - argument * normal(argument);
      assertEquals(0, error, 4e-7 * Math.max(1, Math.abs(x)), "gelu(" + x + ")");
    }
  }

  @Test
  void geluKeepsItsLimits() {
    assertEquals(0f, Gelu.of(0f));
    assertEquals(100f, Gelu.of(100f));
    assertEquals(0f, Math.abs(Gelu.of(-100f)));
    assertTrue(Float.isNaN(Gelu.of(Float.NaN)));
  }

  @Test
  void geluOfAnyStretchIsThatOfItsElements() {
    Matrix x = Reference.gaussian(1, 83, new SplittableRandom(1));
    for (int from = 0; from < 20; from++) {
      Matrix y = x.copy();
      Lanes.kernels().gelu(y.data(), from, 83 - from);
      for (int i = 0; i < 83; i++) {
        boolean inside = i >= from && i < 83 - from;
        assertEquals(inside ? Gelu.of(x.get(0, i)) : x.get(0, i), y.get(0, i));
      }
    }
  }

  @Test
  void aLinearLayerIsProductPlusBias() {
    SplittableRandom random = new SplittableRandom(2);
    for (int outputs : new int[] {1, 15, 16, 33, 300}) {
      Matrix x = Reference.gaussian(7, 29, random);
      Matrix weight = Reference.gaussian(outputs, 29, random);
      float[] bias = Reference.gaussian(1, outputs, random).data();
      Matrix y = Linear.of(weight, bias, Parallel.serial()).apply(x, Parallel.serial());
      for (int r = 0; r < 7; r++) {
        for (int o = 0; o < outputs; o++) {
          assertEquals(bias[o] + Reference.dot(x, r, weight, o), y.get(r, o), 1e-4);
        }
      }
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> Linear.of(new Matrix(2, 3), new float[3], Parallel.serial()));
  }

  @Test
  void normalizedRowsHaveTheMomentsOfGainAndBias() {
    Matrix x = Reference.gaussian(5, 37, new SplittableRandom(3));
    Matrix y = x.copy();
    float[] gain = new float[37];
    float[] bias = new float[37];
    for (int i = 0; i < 37; i++) {
      gain[i] = i - 5;
      bias[i] = 3 - i;
    }
    new LayerNorm(gain, bias, 0.1).apply(y, Parallel.serial());
    for (int r = 0; r < 5; r++) {
      double mean = 0;
      double squares = 0;
      for (float v : x.row(r)) {
        mean += v / 37.0;
      }
      for (float v : x.row(r)) {
        squares += (v - mean) * (v - mean);
      }
      for (int i = 0; i < 37; i++) {
        double expected = (x.get(r, i) - mean) / Math.sqrt(squares / 37 + 0.1) * gain[i] + bias[i];
        assertEquals(expected, y.get(r, i), 1e-4);
      }
    }
  }

  @Test
  void attentionMixesTheValuesOfItsOwnSequence() {
    int d = 12;
    int heads = 4;
    int[] starts = {0, 1, 20, 20, 55};
    Matrix x = Reference.gaussian(55, 3 * d, new SplittableRandom(4));
    Matrix out = Attention.apply(x, starts, heads, Parallel.serial());
    double[] expected = new double[55 * d];
    for (int s = 0; s + 1 < starts.length; s++) {
      for (int i = starts[s]; i < starts[s + 1]; i++) {
        for (int c = 0; c < d; c++) {
          int head = c / (d / heads) * (d / heads);
          double sum = 0;
          for (int j = starts[s]; j < starts[s + 1]; j++) {
            double score = 0;
            for (int k = head; k < head + d / heads; k++) {
              score += x.get(i, k) * (double) x.get(j, d + k);
            }
            double weight = Math.exp(score / Math.sqrt(d / (double) heads));
            sum += weight;
            expected[i * d + c] += weight * x.get(j, 2 * d + c);
          }
          expected[i * d + c] /= sum;
        }
      }
    }
    float[] rounded = new float[expected.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) expected[i];
    }
    assertArrayEquals(rounded, out.data(), 1e-5f);
  }
}
