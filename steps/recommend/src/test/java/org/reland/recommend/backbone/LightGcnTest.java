package org.reland.recommend.backbone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.reland.linalg.CsrMatrix;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.VectorOps;
import org.reland.recommend.TestData;
import org.reland.recommend.fusion.Rationales;
import org.reland.recommend.model.Weight;

final class LightGcnTest {
  private static final int USERS = 6;
  private static final int ITEMS = 9;

  private static LightGcn lightGcn() {
    Matrix texts = TestData.matrix(ITEMS, 3, 2);
    VectorOps.normalizeRows(texts);
    CsrMatrix matches =
        CsrMatrix.fromTriplets(
            USERS, 2, new int[] {0, 1, 3, 4}, new int[] {0, 1, 1, 0}, new float[] {1, 1, 1, 1});
    return new LightGcn(
        new Ingredients(
            TestData.pairs(USERS, ITEMS, 20, 1),
            ITEMS,
            texts,
            new Rationales(matches, TestData.matrix(2, 3, 4)),
            TestSettings.of(4).regularization(0.1).build(),
            purpose -> new SplittableRandom(purpose.hashCode()),
            Parallel.serial()));
  }

  @Test
  void theGradientOfABatchThroughPropagationAndFusionAgreesWithFiniteDifferences() {
    LightGcn model = lightGcn();
    agrees(model);
    model.nextPhase();
    agrees(model);
  }

  private static void agrees(LightGcn model) {
    Triples.Batch batch =
        new Triples.Batch(
            new int[] {0, 1, 2, 5, 0}, new int[] {3, 1, 8, 2, 4}, new int[] {0, 2, 5, 7, 8});
    model.lossAndGradients(batch);
    for (Weight weight : model.weights()) {
      Matrix gradient = weight.gradient().copy();
      float[] values = weight.value().data();
      float h = 5e-3f;
      for (int i = 0; i < values.length; i++) {
        float kept = values[i];
        values[i] = kept + h;
        double up = model.lossAndGradients(batch);
        values[i] = kept - h;
        double down = model.lossAndGradients(batch);
        values[i] = kept;
        assertEquals((up - down) / (2 * h), gradient.data()[i], 1e-4, weight.name() + " " + i);
      }
    }
  }
}
