package org.reland.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadsTest {
  private static final int ROWS = 9;
  private static final int EDGES = 30;
  private static final int FROM = 2;
  private static final int AT = 7;

  @ParameterizedTest
  @CsvSource({"1, 1", "4, 16", "2, 8", "3, 5", "2, 37", "1, 48"})
  void bothSumsAreThoseOfTheirDefinitionAndTheTwinsGiveTheSameBits(int count, int size) {
    SplittableRandom random = new SplittableRandom(count * 100L + size);
    Heads heads = new Heads(count, size);
    int d = heads.length();
    int[] rows = random.ints(EDGES, 0, ROWS).toArray();
    float[] weights = Reference.gaussian(EDGES, count, random).data();
    float[] x = Reference.gaussian(ROWS, d, random).data();
    float[] y = Reference.gaussian(1, AT + d, random).data();

    float[] sums = new float[AT + d];
    heads.gather(rows, FROM, EDGES, weights, count, x, sums, AT);
    float[] dots = new float[AT + EDGES * count];
    heads.dots(rows, FROM, EDGES, y, AT, x, dots, AT);
    for (int h = 0; h < count; h++) {
      for (int e = FROM; e < EDGES; e++) {
        double dot = 0;
        for (int k = h * size; k < (h + 1) * size; k++) {
          dot += (double) y[AT + k] * x[rows[e] * d + k];
        }
        assertEquals(dot, dots[AT + (e - FROM) * count + h], 1e-4);
      }
      for (int k = h * size; k < (h + 1) * size; k++) {
        double sum = 0;
        for (int e = FROM; e < EDGES; e++) {
          sum += (double) weights[count + (e - FROM) * count + h] * x[rows[e] * d + k];
        }
        assertEquals(sum, sums[AT + k], 1e-4);
      }
    }

    Kernels scalar = new ScalarKernels();
    float[] plainSums = new float[AT + d];
    scalar.gatherHeads(rows, FROM, EDGES, weights, count, heads, x, plainSums, AT);
    assertArrayEquals(plainSums, sums);
    float[] plainDots = new float[AT + EDGES * count];
    scalar.headDots(rows, FROM, EDGES, y, AT, heads, x, plainDots, AT);
    assertArrayEquals(plainDots, dots);
  }
}
