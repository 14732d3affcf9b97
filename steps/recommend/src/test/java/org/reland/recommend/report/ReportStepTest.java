package org.reland.recommend.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Call;
import org.reland.kit.artifact.HistoryEntry;
import org.reland.kit.artifact.Interaction;
import org.reland.kit.artifact.PoolEntry;
import org.reland.kit.store.Json;
import org.reland.kit.store.Manifest;
import org.reland.kit.testing.StepHarness;
import org.reland.recommend.TestData;
import org.reland.recommend.evaluate.EvaluateStep;
import org.reland.recommend.train.TrainStep;

final class ReportStepTest {
  private static final int USERS = 40;
  private static final int LENGTH = 8;

  @TempDir Path folder;

  private StepHarness harness(String name) {
    StepHarness harness = TestData.fill(StepHarness.in(folder.resolve(name)), USERS, 48, LENGTH, 1);
    List<HistoryEntry> history = new ArrayList<>();
    for (Interaction row : harness.rows(Artifacts.INTERACTIONS)) {
      if (row.position() < LENGTH - 2) {
        history.add(new HistoryEntry(row.user(), row.item(), row.time(), row.position()));
      }
    }
    return harness
        .given(Artifacts.HISTORY, history)
        .given(Artifacts.CALLS, List.of(new Call("user-1", "offline", 100, 50, 0.5, 1)));
  }

  private static void cell(StepHarness harness, String variant, int repetition) {
    cell(harness, variant, repetition, Map.of());
  }

  /** The manifest of its training. */
  private static Manifest cell(
      StepHarness harness, String variant, int repetition, Map<String, String> more) {
    String cell = "lightgcn-" + variant + "-" + repetition;
    Map<String, String> keys =
        Map.of("variant", variant, "repetition", Integer.toString(repetition));
    Map<String, String> training = new HashMap<>(keys);
    training.putAll(
        Map.of("epochs", "6", "batch_size", "64", "learning_rate", "0.02", "dimensions", "4"));
    training.putAll(more);
    Manifest trained = harness.run("train-" + cell, new TrainStep(), training, Map.of());
    harness.run(
        "evaluate-" + cell, new EvaluateStep(), keys, Map.of("model", List.of("train-" + cell)));
    return trained;
  }

  private static String html(StepHarness harness) {
    return new String(harness.document(Artifacts.REPORT), StandardCharsets.UTF_8);
  }

  @Test
  void showsEveryVariantItsEffectAndWhoWroteTheRationales() throws Exception {
    StepHarness harness = harness("a");
    for (String variant : List.of("id-only", "features", "reland")) {
      cell(harness, variant, 0);
      cell(harness, variant, 1);
    }
    harness.run(new ReportStep(), Map.of());
    String html = html(harness);
    for (String part :
        List.of("LightGCN", "ID-only", "+ item features", "ReLand", "95 % interval", "L4")) {
      assertTrue(html.contains(part), part);
    }
    assertTrue(html.contains("no language model was used"));
    assertFalse(html.contains("<script"));
    assertFalse(html.contains("http"), "a report loads nothing");
    // Well-formed but for its two void elements and the doctype.
    String xml = html.replaceAll("<(meta[^>]*)>", "<$1/>").replace("<!DOCTYPE html>\n", "");
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    Results results = Json.read(harness.document(Artifacts.RESULTS), Results.class);
    assertEquals(new Results.Data(USERS, 48, USERS * LENGTH), results.data());
    assertEquals(6 * 3, results.metrics().size());
    assertEquals(4 * 6 * 3, results.groups().size());
    assertEquals(new Results.Cost("offline", 1, 100, 50, 0.5), results.cost());
    Results.TestRow test =
        results.tests().stream()
            .filter(t -> t.variant().equals("reland") && t.against().equals("id-only"))
            .filter(t -> t.metric().equals("ndcg@10") && t.over().equals("users"))
            .findFirst()
            .orElseThrow();
    double ours = mean(results, "reland");
    double theirs = mean(results, "id-only");
    assertEquals((ours - theirs) / theirs, test.gain(), 1e-6);
    assertTrue(test.low() <= test.gain() && test.gain() <= test.high());
  }

  private static double mean(Results results, String variant) {
    return results.metrics().stream()
        .filter(m -> m.variant().equals(variant) && m.k() == 10)
        .mapToDouble(Results.MetricRow::ndcg)
        .average()
        .orElseThrow();
  }

  @Test
  void saysWhereValidationDidWithoutTheRationale() {
    boolean saidOnce = false;
    // Fixed epochs choose nothing, so the rationale stays in; somebody else's, of a huge weight,
    // drowns all that is known.
    for (Map<String, String> settings :
        List.of(Map.of("fixed_epochs", "2"), Map.of("rationale_weights", "900"))) {
      StepHarness harness = harness("out-" + settings.keySet());
      Manifest trained = cell(harness, "reland-shuffled", 0, settings);
      harness.run(new ReportStep(), Map.of());
      boolean said = html(harness).contains("it was left out");
      assertEquals(trained.facts().get("fusion_used") == 0, said);
      saidOnce |= said;
    }
    assertTrue(saidOnce);
  }

  @Test
  void comesOutTheSameTwice() {
    byte[][] pages = new byte[2][];
    for (int i = 0; i < 2; i++) {
      StepHarness harness = harness("same" + i);
      cell(harness, "id-only", 0);
      harness.run(new ReportStep(), Map.of());
      pages[i] = harness.document(Artifacts.REPORT);
    }
    assertArrayEquals(pages[0], pages[1]);
  }

  @Test
  void aRunWithNothingMeasuredStillHasAReport() {
    StepHarness bare = StepHarness.in(folder.resolve("bare"));
    StepHarness full = harness("full");
    bare.given(Artifacts.USERS, full.rows(Artifacts.USERS))
        .given(Artifacts.ITEMS, full.rows(Artifacts.ITEMS))
        .given(Artifacts.INTERACTIONS, full.rows(Artifacts.INTERACTIONS));
    bare.run(new ReportStep(), Map.of());
    assertTrue(html(bare).contains("No cell of the training matrix was measured"));
  }

  @Test
  void textFromOutsideCannotBecomeMarkup() {
    StepHarness harness = harness("a");
    List<PoolEntry> pool =
        harness.rows(Artifacts.POOL).stream()
            .map(
                p ->
                    new PoolEntry(
                        p.seed(),
                        p.cluster(),
                        p.strategy(),
                        p.behavior(),
                        p.content(),
                        p.rationale(),
                        "<script>alert('&')</script>",
                        "\"quoted\""))
            .toList();
    harness.given(Artifacts.POOL, pool);
    harness.run(new ReportStep(), Map.of());
    String html = html(harness);
    assertFalse(html.contains("<script"));
    assertTrue(html.contains("&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;"));
  }
}
