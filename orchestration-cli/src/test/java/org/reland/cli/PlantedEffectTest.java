package org.reland.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.behavior.shop.GeneratedShop;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Interaction;
import org.reland.kit.artifact.Split;
import org.reland.kit.step.NodeRunner;
import org.reland.kit.step.RunPlan;
import org.reland.kit.step.Steps;
import org.reland.kit.store.FileStore;
import org.reland.kit.store.Json;
import tools.jackson.databind.JsonNode;

/**
 * The generated shop has a planted effect: a short history shows a part of a taste only, a
 * rationale names the rest of it. Whether it is found is known beforehand, and so is the best
 * possible score.
 */
final class PlantedEffectTest {
  @TempDir static Path store;
  private static JsonNode summary;

  /** The shop as it is shipped, with a writer that knows it, and with the control. */
  @BeforeAll
  static void run() throws IOException {
    Path replies = store.resolve("replies.jsonl");
    assertEquals(0, execute("--until", "sample"));
    IdealReplies.write(store, "shop", replies);
    int exit =
        execute(
            "--set",
            "experiment.variants=id-only,features,reland,reland-shuffled",
            "--set",
            "infer.generator=recorded",
            "--set",
            "infer.responses_file=" + replies);
    assertEquals(0, exit);
    summary = Json.mapper().readTree(Files.readAllBytes(store.resolve("runs/shop/summary.json")));
  }

  private static int execute(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--config",
                Path.of("../workflows/configs/shop.yaml").toString(),
                "--store",
                store.toString()));
    arguments.addAll(List.of(more));
    return Main.commandLine().execute(arguments.toArray(String[]::new));
  }

  @Test
  void aMatchedRationaleAddsToWhatTheOwnHistorySays() {
    JsonNode test = test("reland", "features");
    assertTrue(test.path("low").asDouble() > 0, test.toString());
  }

  @Test
  void aRationaleOfSomebodyElseAddsNothing() {
    JsonNode test = test("reland-shuffled", "features");
    assertTrue(test.path("low").asDouble() <= 0, test.toString());
  }

  @Test
  void theBestPossibleRankingBoundsAllVariants() throws IOException {
    double best = bestPossibleNdcg();
    for (String variant : List.of("id-only", "features", "reland", "reland-shuffled")) {
      double ndcg = ndcg(variant);
      assertTrue(ndcg > 0 && ndcg < best, variant + ": " + ndcg + ", possible is " + best);
    }
  }

  private static JsonNode test(String variant, String against) {
    for (JsonNode test : summary.path("tests")) {
      if (test.path("variant").asString().equals(variant)
          && test.path("against").asString().equals(against)
          && test.path("metric").asString().equals("ndcg@10")) {
        return test;
      }
    }
    throw new AssertionError("no test of " + variant + " against " + against);
  }

  private static double ndcg(String variant) {
    for (JsonNode metric : summary.path("metrics")) {
      if (metric.path("variant").asString().equals(variant) && metric.path("k").asInt() == 10) {
        return metric.path("ndcg").asDouble();
      }
    }
    throw new AssertionError("no metric of " + variant);
  }

  /** NDCG@10 of ranking by the true probabilities, by the definition. */
  private static double bestPossibleNdcg() throws IOException {
    FileStore files = FileStore.at(store);
    RunPlan plan = RunPlan.load(files, "shop");
    var runner = NodeRunner.ofPart(files, plan, Steps.installed());
    GeneratedShop shop = IdealReplies.shop(plan);
    Map<Integer, String> users = new HashMap<>();
    runner.open("ingest", Artifacts.USERS).forEach(u -> users.put(u.user(), u.id()));
    Map<String, Integer> dense = new HashMap<>();
    runner.open("ingest", Artifacts.ITEMS).forEach(i -> dense.put(i.id(), i.item()));
    Map<Integer, Split> splits = new HashMap<>();
    runner.open("split", Artifacts.SPLITS).forEach(s -> splits.put(s.user(), s));
    Map<Integer, Set<Integer>> seen = new HashMap<>();
    Map<Integer, Set<Integer>> wanted = new HashMap<>();
    for (Interaction row : runner.open("ingest", Artifacts.INTERACTIONS).list()) {
      boolean test = row.position() >= splits.get(row.user()).cfValidEnd();
      (test ? wanted : seen).computeIfAbsent(row.user(), u -> new HashSet<>()).add(row.item());
    }
    double sum = 0;
    for (Map.Entry<Integer, Set<Integer>> user : wanted.entrySet()) {
      double[] preference = new double[dense.size()];
      double[] ofShop = shop.preference(users.get(user.getKey()));
      for (int i = 0; i < ofShop.length; i++) {
        Integer item = dense.get(shop.items().get(i).id());
        if (item != null) {
          preference[item] = ofShop[i];
        }
      }
      sum += ndcg(preference, seen.get(user.getKey()), user.getValue());
    }
    return sum / wanted.size();
  }

  private static double ndcg(double[] preference, Set<Integer> masked, Set<Integer> wanted) {
    Integer[] ranking = new Integer[preference.length];
    Arrays.setAll(ranking, i -> i);
    Arrays.sort(ranking, (a, b) -> Double.compare(preference[b], preference[a]));
    double gain = 0;
    double ideal = 0;
    int rank = 0;
    for (int i = 0; i < ranking.length && rank < 10; i++) {
      if (!masked.contains(ranking[i])) {
        rank++;
        gain += wanted.contains(ranking[i]) ? 1 / Math.log(rank + 1) : 0;
        ideal += rank <= wanted.size() ? 1 / Math.log(rank + 1) : 0;
      }
    }
    return gain / ideal;
  }
}
