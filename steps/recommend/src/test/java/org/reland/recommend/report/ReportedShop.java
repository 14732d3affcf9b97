package org.reland.recommend.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Behavior;
import org.reland.kit.artifact.Call;
import org.reland.kit.artifact.ClusterMember;
import org.reland.kit.artifact.HistoryEntry;
import org.reland.kit.artifact.Intake;
import org.reland.kit.artifact.Interaction;
import org.reland.kit.artifact.Seed;
import org.reland.kit.artifact.User;
import org.reland.kit.testing.StepHarness;
import org.reland.recommend.TestData;
import org.reland.recommend.evaluate.EvaluateStep;
import org.reland.recommend.train.TrainStep;

/** A shop of which a report has everything to tell. */
final class ReportedShop {
  private static final int LENGTH = 8;

  private ReportedShop() {}

  /** All that a report reads, but no cell. */
  static StepHarness in(Path at, int users) {
    StepHarness shop = TestData.fill(StepHarness.in(at), users, 48, LENGTH, 1);
    Random random = new Random(3);
    List<HistoryEntry> history = new ArrayList<>();
    for (Interaction row : shop.rows(Artifacts.INTERACTIONS)) {
      if (row.position() < LENGTH - 2) {
        history.add(new HistoryEntry(row.user(), row.item(), row.time(), row.position()));
      }
    }
    List<Behavior> behaviors = new ArrayList<>();
    List<ClusterMember> clusters = new ArrayList<>();
    for (User user : shop.rows(Artifacts.USERS)) {
      float[] vector = new float[8];
      for (int j = 0; j < vector.length; j++) {
        vector[j] = (float) random.nextGaussian() + (j == user.user() % TestData.TASTES ? 3 : 0);
      }
      behaviors.add(new Behavior(user.user(), 6, vector));
      clusters.add(new ClusterMember(user.user(), user.user() % TestData.TASTES, 1));
    }
    List<Seed> seeds = new ArrayList<>();
    for (int s = 0; s < users / 10; s++) {
      seeds.add(new Seed(s, s, "user-" + s, "importance", s % TestData.TASTES));
    }
    List<Intake> intake =
        List.of(
            new Intake("read", 1_234_567, null, null, null),
            new Intake("left out: not a number", 12, null, null, "row <7> of \"a&b.csv\""),
            new Intake("kept", (long) users * LENGTH, (long) users, 48L, null));
    return shop.given(Artifacts.HISTORY, history)
        .given(Artifacts.INTAKE, intake)
        .given(Artifacts.BEHAVIORS, behaviors)
        .given(Artifacts.CLUSTERS, clusters)
        .given(Artifacts.SEEDS, seeds)
        .given(
            Artifacts.CALLS,
            List.of(
                new Call("user-1", "offline", 1000, 50, 0.5, 1),
                new Call("user-2", "offline", 1100, 70, 0.7, 1)));
  }

  /** Trains and measures a cell. */
  static void cell(StepHarness harness, String variant, int repetition) {
    cell(harness, variant, repetition, "0", Map.of());
  }

  /** The same of a smaller pool. */
  static void cell(
      StepHarness harness,
      String variant,
      int repetition,
      String seedShare,
      Map<String, List<String>> inputs) {
    String cell = "lightgcn-" + variant + "-" + seedShare.replace(".", "") + "-" + repetition;
    cell = cell.replace("-0-", "-");
    Map<String, String> keys =
        Map.of(
            "variant",
            variant,
            "repetition",
            Integer.toString(repetition),
            "seed_share",
            seedShare);
    Map<String, String> training = new HashMap<>(keys);
    training.putAll(
        Map.of("epochs", "6", "batch_size", "64", "learning_rate", "0.02", "dimensions", "4"));
    harness.run("train-" + cell, new TrainStep(), training, inputs);
    harness.run(
        "evaluate-" + cell, new EvaluateStep(), keys, Map.of("model", List.of("train-" + cell)));
  }
}
