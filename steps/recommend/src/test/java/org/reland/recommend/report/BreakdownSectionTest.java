package org.reland.recommend.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Interaction;
import org.reland.kit.artifact.Item;
import org.reland.kit.artifact.UserMetric;
import org.reland.kit.store.Json;
import org.reland.kit.testing.StepHarness;

/** Forty users of eight items each: six to train on, the last to be found. */
final class BreakdownSectionTest {
  private static final int TRAIN = 6;
  private static final int ITEMS = 48;

  @TempDir static Path folder;

  private static StepHarness harness;
  private static Results results;
  private static Document page;
  private static final Map<Integer, Set<Integer>> TRAINED = new HashMap<>();
  private static final Map<Integer, Integer> TARGET = new HashMap<>();

  @BeforeAll
  static void makeAReport() {
    harness = ReportedShop.in(folder, 40);
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      items.add(new Item(i, "item-" + i, "Title " + i, "", List.of("All", "Shelf " + shelf(i))));
    }
    harness.given(Artifacts.ITEMS, items);
    for (String variant : List.of("features", "reland", "reland-shuffled")) {
      ReportedShop.cell(harness, variant, 0);
      ReportedShop.cell(harness, variant, 1);
    }
    harness.run(new ReportStep(), Map.of());
    results = Json.read(harness.document(Artifacts.RESULTS), Results.class);
    page = Jsoup.parse(new String(harness.document(Artifacts.REPORT), StandardCharsets.UTF_8));
    for (Interaction row : harness.rows(Artifacts.INTERACTIONS)) {
      if (row.position() < TRAIN) {
        TRAINED.computeIfAbsent(row.user(), u -> new HashSet<>()).add(row.item());
      } else if (row.position() == TRAIN + 1) {
        TARGET.put(row.user(), row.item());
      }
    }
  }

  private static int shelf(int item) {
    return item % 6;
  }

  private static Results.BreakdownRow group(String name) {
    return results.breakdowns().stream()
        .filter(row -> row.group().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Counted once more from the rows that evaluate wrote, over both repetitions. */
  private static void assertGroup(String name, IntPredicate isMember) {
    Results.BreakdownRow row = group(name);
    Set<Integer> users = new HashSet<>();
    double[] sums = new double[2];
    for (int repetition = 0; repetition < 2; repetition++) {
      for (String variant : List.of("reland", "features")) {
        List<UserMetric> metrics =
            harness.rows("evaluate-lightgcn-" + variant + "-" + repetition, Artifacts.USER_METRICS);
        for (UserMetric metric : metrics) {
          if (metric.k() == 10 && isMember.test(metric.user())) {
            users.add(metric.user());
            sums[variant.equals("reland") ? 0 : 1] += metric.ndcg() / 2;
          }
        }
      }
    }
    assertTrue(users.size() > 1, name + " tells something");
    assertEquals(users.size(), row.users(), name);
    assertEquals(sums[0] / users.size(), row.mean(), 1e-6, name);
    assertEquals(sums[1] / users.size(), row.mean_against(), 1e-6, name);
    assertEquals((sums[0] - sums[1]) / users.size(), row.difference(), 1e-6, name);
    assertTrue(row.low() <= row.difference() && row.difference() <= row.high(), name);
    assertEquals(sums[1] > 0, row.gain() != null, name);
    if (row.gain() != null) {
      assertEquals(sums[0] / sums[1] - 1, row.gain(), 1e-5, name);
    }
  }

  @Test
  void groupsUsersByHowNewTheirTargetIs() {
    int[] popularity = new int[ITEMS];
    TRAINED.values().forEach(items -> items.forEach(item -> popularity[item]++));
    int most = Arrays.stream(popularity).sorted().toArray()[ITEMS / 4 - 1];
    assertGroup("new-items", user -> popularity[TARGET.get(user)] <= most);
    assertGroup("known-items", user -> popularity[TARGET.get(user)] > most);
  }

  @Test
  void groupsUsersByWhetherTheyHaveTheCategoryOfTheirTarget() {
    IntPredicate has =
        user -> TRAINED.get(user).stream().anyMatch(item -> shelf(item) == shelf(TARGET.get(user)));
    assertGroup("cross-category", has.negate());
    assertGroup("same-category", has);
  }

  @Test
  void everyGroupIsThereForReLandAndForNothingElse() {
    assertEquals(
        List.of(
            "L1", "L2", "L3", "L4", "new-items", "known-items", "cross-category", "same-category"),
        results.breakdowns().stream().map(Results.BreakdownRow::group).toList());
    assertTrue(
        results.breakdowns().stream()
            .allMatch(row -> row.variant().equals("reland") && row.against().equals("features")));
  }

  @Test
  void thePageShowsThem() {
    Element heading =
        page.select("h2").stream()
            .filter(h -> h.text().equals("For whom the rationale helps"))
            .findFirst()
            .orElseThrow();
    List<List<String>> shown =
        heading.nextElementSiblings().select("div.scroll").first().select("tbody tr").stream()
            .map(row -> row.select("td").eachText())
            .toList();
    assertEquals(results.breakdowns().size(), shown.size());
    for (int n = 0; n < shown.size(); n++) {
      List<String> cells = shown.get(n);
      assertTrue(
          cells.contains(Figures.count(results.breakdowns().get(n).users())), cells.toString());
      assertTrue(cells.contains(Figures.metric(results.breakdowns().get(n).mean())));
    }
  }
}
