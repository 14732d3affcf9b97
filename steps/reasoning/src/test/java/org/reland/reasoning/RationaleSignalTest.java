package org.reland.reasoning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.reland.kit.artifact.Artifacts.HISTORY;
import static org.reland.kit.artifact.Artifacts.ITEMS;
import static org.reland.kit.artifact.Artifacts.ITEM_VECTORS;
import static org.reland.kit.artifact.Artifacts.RATIONALE_VECTORS;
import static org.reland.kit.artifact.Artifacts.SEEDS;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.kit.artifact.ItemVector;
import org.reland.kit.artifact.RationaleVector;
import org.reland.kit.artifact.Seed;
import org.reland.kit.testing.StepHarness;
import org.reland.reasoning.embed.EmbedStep;
import org.reland.reasoning.infer.InferStep;
import org.reland.reasoning.prompt.PromptStep;
import org.reland.reasoning.testing.BeautyData;

/**
 * What a text says about its user: the mean AUC of the user's validation items when all items that
 * it does not have are ranked by their cosine with the text. No recommender takes part. The bounds
 * lie a little below what was measured (own history .73, recorded rationale .70, offline .68).
 */
final class RationaleSignalTest {
  /** Every how manieth seed is measured, to be quick. */
  private static final int STRIDE = 8;

  @TempDir Path folder;

  @Test
  void aSeedsOwnRationaleFindsItsNextItemsAndAnotherSeedsDoesNot() throws IOException {
    BeautyData beauty = BeautyData.orSkip();
    StepHarness harness =
        StepHarness.in(folder)
            .given(ITEMS, beauty.items())
            .given(HISTORY, beauty.history())
            .given(SEEDS, beauty.seeds());
    harness.run(new PromptStep(), Map.of("domain", "beauty"));
    harness.run(
        new InferStep(),
        Map.of("generator", "recorded", "responses_file", beauty.responses().toString()));
    Map<String, String> embed = Map.of("dimensions", "64");
    harness.run(new EmbedStep(), embed);
    List<float[]> items = harness.rows(ITEM_VECTORS).stream().map(ItemVector::vector).toList();
    List<float[]> recorded = vectors(harness);
    harness.run(new InferStep(), Map.of("generator", "offline"));
    harness.run(new EmbedStep(), embed);
    List<float[]> offline = vectors(harness);

    List<Seed> seeds = beauty.seeds();
    assertEquals(seeds.size(), recorded.size());
    assertEquals(seeds.size(), offline.size());
    var random = new SplittableRandom(1);
    double[] auc = new double[4];
    int measured = seeds.size() / STRIDE;
    for (int s = 0; s < measured * STRIDE; s += STRIDE) {
      int user = seeds.get(s).user();
      auc[0] += auc(history(beauty.train(user), items), beauty, user, items) / measured;
      auc[1] += auc(recorded.get(s), beauty, user, items) / measured;
      auc[2] += auc(offline.get(s), beauty, user, items) / measured;
      float[] other = recorded.get(random.nextInt(seeds.size()));
      auc[3] += auc(other, beauty, user, items) / measured;
    }
    System.out.printf(
        "AUC on Beauty validation: own history %.3f, recorded %.3f, offline %.3f, random %.3f%n",
        auc[0], auc[1], auc[2], auc[3]);
    assertTrue(auc[0] > 0.70, "own history: " + auc[0]);
    assertTrue(auc[1] > 0.67, "recorded rationale: " + auc[1]);
    assertTrue(auc[2] > 0.65, "offline rationale: " + auc[2]);
    assertEquals(0.5, auc[3], 0.03, "another seed's rationale");
  }

  private static List<float[]> vectors(StepHarness harness) {
    return harness.rows(RATIONALE_VECTORS).stream().map(RationaleVector::vector).toList();
  }

  private static float[] history(List<Integer> train, List<float[]> items) {
    float[] sum = new float[items.getFirst().length];
    for (int item : train) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += items.get(item)[i];
      }
    }
    return sum;
  }

  private static double auc(float[] query, BeautyData beauty, int user, List<float[]> items) {
    Set<Integer> known = new HashSet<>(beauty.train(user));
    double[] scores = new double[items.size()];
    for (int i = 0; i < scores.length; i++) {
      float[] item = items.get(i);
      for (int d = 0; d < query.length; d++) {
        scores[i] += query[d] * item[d];
      }
    }
    double total = 0;
    for (int wanted : beauty.validation(user)) {
      double behind = 0;
      for (int i = 0; i < scores.length; i++) {
        if (i != wanted && !known.contains(i)) {
          behind += scores[i] < scores[wanted] ? 1 : scores[i] == scores[wanted] ? 0.5 : 0;
        }
      }
      total += behind / (scores.length - known.size() - 1);
    }
    return total / beauty.validation(user).size();
  }
}
