package org.reland.recommend.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Call;
import org.reland.kit.artifact.Match;
import org.reland.kit.artifact.Metric;
import org.reland.kit.store.Json;
import org.reland.kit.testing.StepHarness;

/** Forty users: the pool of four seeds whole, and of the first two and the first. */
final class SweepSectionTest {
  private static final int USERS = 40;

  @TempDir static Path folder;

  private static StepHarness harness;
  private static Results results;
  private static Document page;

  @BeforeAll
  static void makeAReport() {
    harness = ReportedShop.in(folder, USERS);
    for (String variant : List.of("id-only", "features", "reland", "reland-uniform")) {
      ReportedShop.cell(harness, variant, 0);
      ReportedShop.cell(harness, variant, 1);
    }
    smaller("0.025", 1);
    smaller("0.05", 2);
    // What is the whole pool has its cells under another name, and its results are the same.
    for (int repetition = 0; repetition < 2; repetition++) {
      ReportedShop.cell(
          harness,
          "reland",
          repetition,
          "0.1",
          Map.of("matches", List.of("given-matches"), "pool", List.of("given-pool")));
    }
    harness.givenBy(
        "infer-uniform", Artifacts.CALLS, List.of(new Call("user-9", "another", 70, 7, 0.1, 1)));
    harness.run("report", new ReportStep(), Map.of(), Map.of("matches", List.of("given-matches")));
    results = Json.read(harness.document(Artifacts.RESULTS), Results.class);
    page = Jsoup.parse(new String(harness.document(Artifacts.REPORT), StandardCharsets.UTF_8));
  }

  private static void smaller(String share, int seeds) {
    List<Match> matches =
        harness.rows("given-matches", Artifacts.MATCHES).stream()
            .map(
                match ->
                    match.seed() == null
                        ? match
                        : new Match(
                            match.user(),
                            0,
                            "user-" + Integer.parseInt(match.seed().substring(5)) % seeds,
                            0.4f))
            .toList();
    harness.givenBy("retrieve-" + share, Artifacts.MATCHES, matches);
    for (int repetition = 0; repetition < 2; repetition++) {
      ReportedShop.cell(
          harness, "reland", repetition, share, Map.of("matches", List.of("retrieve-" + share)));
    }
  }

  private static List<Results.SweepRow> rows(int seeds) {
    return results.sweep().stream().filter(row -> row.seeds() == seeds && row.k() == 10).toList();
  }

  @Test
  void everyPoolIsThereOnceWithWhatItsOwnSeedsCost() {
    assertEquals(
        List.of(1, 2, 4),
        results.sweep().stream().map(r -> r.seeds()).distinct().sorted().toList());
    assertEquals(3 * 2 * 3, results.sweep().size(), "pools x repetitions x cut-offs");
    // Of the seeds user-0 .. user-3 the second and the third were asked about.
    Map<Integer, List<Long>> asked =
        Map.of(1, List.of(0L, 0L), 2, List.of(1L, 1050L), 4, List.of(2L, 2220L));
    asked.forEach(
        (seeds, cost) ->
            rows(seeds)
                .forEach(row -> assertEquals(cost, List.of(row.inferences(), row.tokens()))));
  }

  @Test
  void theNumbersAreThoseOfTheirCells() {
    for (int repetition = 0; repetition < 2; repetition++) {
      Results.SweepRow row = rows(2).get(repetition);
      Metric metric =
          harness.rows("evaluate-lightgcn-reland-005-" + repetition, Artifacts.METRICS).stream()
              .filter(m -> m.group().equals("all") && m.k() == 10)
              .findFirst()
              .orElseThrow();
      assertEquals(metric.ndcg(), row.ndcg());
      assertEquals(metric.hr(), row.hr());
      assertEquals(repetition, row.repetition());
    }
  }

  @Test
  void theWholePoolGivesTheSameInTheSweepAsInTheTable() {
    for (Results.SweepRow row : rows(4)) {
      Results.MetricRow metric =
          results.metrics().stream()
              .filter(
                  m ->
                      m.variant().equals("reland")
                          && m.repetition() == row.repetition()
                          && m.k() == 10)
              .findFirst()
              .orElseThrow();
      assertEquals(metric.ndcg(), row.ndcg());
    }
  }

  @Test
  void smallerPoolsAreNotAmongTheResultsOfTheWholeOne() {
    assertEquals(4 * 2 * 3, results.metrics().size());
    assertEquals(4, page.select("article").first().select("h5").size());
  }

  @Test
  void thePageShowsTheNumbersOfTheSummary() {
    Element heading =
        page.select("h2").stream()
            .filter(h -> h.text().equals("Number of seeds"))
            .findFirst()
            .orElseThrow();
    Element pair = heading.nextElementSiblings().select("div.pair").first();
    List<List<String>> shown =
        heading.nextElementSiblings().select("div.scroll").first().select("tbody tr").stream()
            .map(row -> row.select("td").stream().map(Element::text).toList())
            .toList();
    assertEquals(3, shown.size());
    for (List<String> cells : shown) {
      int seeds = Integer.parseInt(cells.get(0));
      List<Results.SweepRow> rows = rows(seeds);
      assertEquals(100.0 * seeds / USERS, number(cells.get(1)), 1e-9);
      assertEquals(rows.getFirst().inferences(), (long) number(cells.get(2)));
      assertEquals(rows.getFirst().tokens(), (long) number(cells.get(3)));
      double ndcg = rows.stream().mapToDouble(Results.SweepRow::ndcg).average().orElseThrow();
      double hr = rows.stream().mapToDouble(Results.SweepRow::hr).average().orElseThrow();
      assertEquals(ndcg, number(cells.get(5)), 0.5e-4 + 1e-9);
      assertEquals(hr, number(cells.get(6)), 0.5e-4 + 1e-9);
    }
    double[] validation =
        List.of(1, 2, 4).stream()
            .mapToDouble(
                seeds ->
                    rows(seeds).stream()
                        .mapToDouble(Results.SweepRow::validation_ndcg10)
                        .average()
                        .orElseThrow())
            .toArray();
    for (int n = 0; n < 3; n++) {
      assertEquals(validation[n], number(shown.get(n).get(4)), 0.5e-4 + 1e-9);
    }
    // Two lines for reference and one with a point a pool.
    assertEquals(3, pair.select("svg path.line").size());
    assertEquals(2 * 2 + 3, pair.select("svg circle").size());
    assertEquals("seeds (number)", pair.select(".axis-title").first().text());
  }

  @Test
  void thePageShowsTheReturnsAndTheRecommendedSize() {
    Element heading = page.select("h3:containsOwn(Return on investment)").first();
    List<Element> shown =
        heading.nextElementSiblings().select("div.scroll").first().select("tbody tr:has(td)");
    assertEquals(
        List.of(0, 1, 2, 4), results.returns().stream().map(Results.ReturnRow::seeds).toList());
    assertEquals(4, shown.size());
    for (int n = 0; n < 4; n++) {
      Results.ReturnRow row = results.returns().get(n);
      List<String> cells = shown.get(n).select("td").stream().map(Element::text).toList();
      assertEquals(row.seeds(), (int) number(cells.get(0)));
      assertEquals(row.spent(), (long) number(cells.get(1)));
      assertEquals(row.validation_ndcg10(), number(cells.get(2)), 0.5e-4 + 1e-9);
      assertEquals(n == 0, cells.get(3).isEmpty());
      assertEquals(row.recommended(), shown.get(n).hasClass("marked"));
    }
    Results.ReturnRow recommended =
        results.returns().stream().filter(Results.ReturnRow::recommended).findFirst().orElseThrow();
    String sentence = heading.nextElementSiblings().select("p").eachText().get(1);
    assertTrue(
        sentence.contains(
            recommended.seeds() == 0
                ? "no number of seeds"
                : "sample.size: " + recommended.seeds()),
        sentence);
  }

  @Test
  void thePageSaysWhoWroteTheTextsOfAnAblation() {
    assertEquals(
        List.of(new Results.OwnPool("reland-uniform", new Results.Cost("another", 1, 70, 7, 0.1))),
        results.own_pools());
    assertEquals(2, results.cost().inferences());
    String note = page.select("p.note").text();
    assertTrue(note.contains("ReLand, uniform seeds (ablation) has 1 rationales"), note);
    assertTrue(note.contains("written by: another"), note);
    assertTrue(note.contains("is not the ablation alone"), note);
    assertTrue(page.select("table td").eachText().contains("another"));
  }

  private static double number(String text) {
    return Double.parseDouble(text.replaceAll("[^0-9.]", ""));
  }
}
