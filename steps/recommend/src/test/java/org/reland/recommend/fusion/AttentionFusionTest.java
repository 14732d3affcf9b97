package org.reland.recommend.fusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.reland.linalg.CsrMatrix;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.neural.Weight;
import org.reland.recommend.TestData;

final class AttentionFusionTest {
  private static final int USERS = 7;
  private static final int SEEDS = 3;
  private static final int TEXT = 4;
  private static final int D = 5;

  /** Users 0 .. 4 have one or two matches, 5 and 6 none. */
  private static Rationales rationales() {
    CsrMatrix matches =
        CsrMatrix.fromTriplets(
            USERS,
            SEEDS,
            new int[] {0, 1, 2, 3, 3, 4},
            new int[] {0, 1, 2, 0, 2, 1},
            new float[] {1, 1, 1, .25f, .75f, 1});
    return new Rationales(matches, TestData.matrix(SEEDS, TEXT, 5));
  }

  private static AttentionFusion fusion() {
    AttentionFusion fusion =
        new AttentionFusion(rationales(), D, 0.1, new SplittableRandom(3), Parallel.serial());
    Matrix bias = fusion.weights().get(1).value();
    System.arraycopy(TestData.matrix(1, D, 8).data(), 0, bias.data(), 0, D);
    return fusion;
  }

  @Test
  void isEquation5WrittenOut() {
    AttentionFusion fusion = fusion();
    Rationales rationales = rationales();
    Matrix ego = TestData.matrix(USERS, D, 1);
    Matrix fused = ego.copy();
    fusion.forward(fused);
    Matrix projection = fusion.weights().get(0).value();
    Matrix bias = fusion.weights().get(1).value();
    Matrix w = fusion.weights().get(2).value();
    for (int u = 0; u < 5; u++) {
      double[] z = new double[D];
      for (int j = 0; j < D; j++) {
        z[j] = bias.get(0, j);
        for (int e = rationales.matches().rowPointers()[u];
            e < rationales.matches().rowPointers()[u + 1];
            e++) {
          for (int t = 0; t < TEXT; t++) {
            z[j] +=
                (double) rationales.matches().values()[e]
                    * rationales.vectors().get(rationales.matches().columns()[e], t)
                    * projection.get(t, j);
          }
        }
      }
      double ew = 0;
      double zw = 0;
      for (int j = 0; j < D; j++) {
        ew += (double) ego.get(u, j) * w.get(0, j);
        zw += z[j] * w.get(0, j);
      }
      double a1 = Math.exp(ew) / (Math.exp(ew) + Math.exp(zw));
      for (int j = 0; j < D; j++) {
        assertEquals(a1 * ego.get(u, j) + (1 - a1) * z[j], fused.get(u, j), 1e-5);
      }
    }
  }

  @Test
  void aUserWithoutAMatchKeepsItsEmbeddingAndItsGradient() {
    AttentionFusion fusion = fusion();
    Matrix ego = TestData.matrix(USERS, D, 1);
    Matrix fused = ego.copy();
    fusion.forward(fused);
    Matrix gradient = TestData.matrix(USERS, D, 2);
    Matrix before = gradient.copy();
    fusion.backward(ego, gradient);
    for (int u = 5; u < USERS; u++) {
      assertArrayEquals(ego.row(u), fused.row(u));
      assertArrayEquals(before.row(u), gradient.row(u));
    }
  }

  @Test
  void gradientsAgreeWithFiniteDifferences() {
    AttentionFusion fusion = fusion();
    Matrix ego = TestData.matrix(USERS, D, 1);
    Matrix outer = TestData.matrix(USERS, D, 2);
    objective(fusion, ego, outer);
    Matrix gradient = outer.copy();
    fusion.backward(ego, gradient);
    compare(fusion, ego, outer, ego, gradient);
    for (Weight weight : fusion.weights()) {
      compare(fusion, ego, outer, weight.value(), weight.gradient().copy());
    }
  }

  private static void compare(
      AttentionFusion fusion, Matrix ego, Matrix outer, Matrix varied, Matrix gradient) {
    float h = 1e-2f;
    for (int i = 0; i < varied.data().length; i++) {
      float kept = varied.data()[i];
      varied.data()[i] = kept + h;
      double up = objective(fusion, ego, outer);
      varied.data()[i] = kept - h;
      double down = objective(fusion, ego, outer);
      varied.data()[i] = kept;
      assertEquals((up - down) / (2 * h), gradient.data()[i], 2e-3);
    }
  }

  /** A linear function of the fused rows: its gradient with respect to them is {@code outer}. */
  private static double objective(AttentionFusion fusion, Matrix ego, Matrix outer) {
    Matrix fused = ego.copy();
    fusion.forward(fused);
    double sum = 0;
    for (int i = 0; i < fused.data().length; i++) {
      sum += (double) fused.data()[i] * outer.data()[i];
    }
    return sum;
  }
}
