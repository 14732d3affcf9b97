package org.reland.recommend.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.CurvePoint;
import org.reland.kit.artifact.Intake;
import org.reland.kit.artifact.UserMetric;
import org.reland.kit.store.Json;
import org.reland.kit.testing.StepHarness;

/** The page as a browser reads it, beside the numbers that scripts read. */
final class ReportPageTest {
  private static final List<String> VARIANTS = List.of("id-only", "features", "reland");

  @TempDir static Path folder;

  private static StepHarness harness;
  private static Results results;
  private static Document page;
  private static List<String> errors;

  @BeforeAll
  static void makeAReport() {
    harness = ReportedShop.in(folder.resolve("small"), 40);
    for (String variant : VARIANTS) {
      for (int repetition = 0; repetition < 2; repetition++) {
        ReportedShop.cell(harness, variant, repetition);
      }
    }
    harness.run(new ReportStep(), Map.of());
    results = Json.read(harness.document(Artifacts.RESULTS), Results.class);
    Parser parser = Parser.htmlParser().setTrackErrors(100);
    page = parser.parseInput(withSteps(html(harness)), "");
    errors = parser.getErrors().stream().map(Object::toString).toList();
  }

  private static String html(StepHarness of) {
    return new String(of.document(Artifacts.REPORT), StandardCharsets.UTF_8);
  }

  private static String withSteps(String html) {
    return new StepsSection(
            List.of(
                new StepsSection.Line("ingest", 1, 2.25, 1_500, false, "0a1b2c"),
                new StepsSection.Line("infer", 3, 0, 20, true, "3d4e5f")))
        .in(html);
  }

  @Test
  void isHtmlWithoutAnError() {
    assertEquals(List.of(), errors);
    assertEquals("html", page.documentType().name());
    for (Element svg : page.select("svg[role=img]")) {
      assertFalse(svg.attr("aria-label").isEmpty());
    }
    assertTrue(page.select("script, link, img, iframe, [src], [href]").isEmpty());
  }

  @Test
  void everyAxisNamesItsUnit() {
    assertTrue(page.select("svg.chart").size() >= 6, "forest plots, coverage, clusters, curves");
    for (Element chart : page.select("svg.chart")) {
      List<String> titles = chart.select(".axis-title").eachText();
      assertFalse(titles.isEmpty(), chart.attr("aria-label"));
      titles.forEach(title -> assertTrue(title.matches(".+\\(.+\\)"), title));
    }
    for (Element caption : page.select("table.bars caption")) {
      assertTrue(caption.text().matches(".+\\(.+\\)"), caption.text());
    }
    for (Element number : page.select("svg [x], svg [y], svg [d]")) {
      assertFalse(number.outerHtml().contains("NaN"), number.outerHtml());
    }
  }

  @Test
  void showsTheMetricsOfTheSummary() {
    Element table = tableAfter("All variants");
    List<String> header = table.select("thead th").eachText();
    assertEquals(List.of("LightGCN"), table.select("tbody th[scope=rowgroup]").eachText());
    assertEquals(VARIANTS.size(), table.select("tbody tr:has(td)").size());
    int seen = 0;
    for (Element row : table.select("tbody tr:has(td)")) {
      List<String> cells = row.select("td").stream().map(Element::text).toList();
      assertEquals(cells.getFirst().equals("ReLand"), row.hasClass("marked"), cells.getFirst());
      String variant = id(cells.getFirst());
      for (int c = 1; c < cells.size(); c++) {
        String[] metric = header.get(c).split("@", -1);
        int k = Integer.parseInt(metric[1]);
        double mean =
            results.metrics().stream()
                .filter(m -> m.variant().equals(variant) && m.k() == k)
                .mapToDouble(m -> metric[0].equals("HR") ? m.hr() : m.ndcg())
                .average()
                .orElseThrow();
        assertEquals(mean, Double.parseDouble(cells.get(c)), 0.5e-4 + 1e-9);
        seen++;
      }
    }
    assertEquals(VARIANTS.size() * 6, seen);
  }

  @Test
  void showsTheClaimFirst() {
    assertEquals(1, results.claims().size());
    Results.TestRow claim = results.claims().getFirst();
    assertEquals("reland", claim.variant());
    assertEquals(claim.p(), claim.holm(), "one recommender, nothing to adjust for");
    String sentence = page.select("ul.claims > li").text();
    assertTrue(sentence.startsWith("LightGCN: "), sentence);
    List<Double> numbers = numbers(sentence.substring(0, sentence.indexOf(']')));
    List<Double> expected =
        new ArrayList<>(List.of(100 * claim.gain(), 100 * claim.low(), 100 * claim.high()));
    assertTrue(near(expected, numbers), sentence);
    for (int side = 0; side < 2; side++) {
      String variant = side == 0 ? "reland" : "id-only";
      double mean =
          results.metrics().stream()
              .filter(m -> m.variant().equals(variant) && m.k() == 10)
              .mapToDouble(Results.MetricRow::ndcg)
              .average()
              .orElseThrow();
      assertTrue(sentence.contains(Names.of(variant) + " " + Figures.metric(mean)), sentence);
    }
    assertTrue(sentence.contains(Figures.p(claim.holm()) + " after Holm"), sentence);
  }

  @Test
  void showsWhatValidationDecidedOfEveryCell() {
    List<List<String>> rows = rows(tableAfter("What validation decided"));
    assertEquals(2 * VARIANTS.size(), rows.size());
    assertEquals(2 * VARIANTS.size(), results.validation().size());
    for (int n = 0; n < rows.size(); n++) {
      Results.ValidationRow row = results.validation().get(n);
      String cell = "train-lightgcn-%s-%d".formatted(row.variant(), row.repetition());
      double best =
          harness.<CurvePoint>rows(cell, Artifacts.CURVE).stream()
              .filter(point -> point.epoch() == row.epoch())
              .mapToDouble(point -> point.ndcg10() == null ? 0 : point.ndcg10())
              .sum();
      assertTrue(best > 0 || Boolean.FALSE.equals(row.fusion_used()), cell + " was validated");
      // Weights are chosen after the epoch, and only for the better.
      assertTrue(row.ndcg10() >= best - 1e-9, cell);
      List<String> cells = rows.get(n);
      assertEquals(Names.of(row.variant()), cells.getFirst());
      String fusion = Boolean.TRUE.equals(row.fusion_used()) ? "on" : "off";
      assertEquals(row.variant().equals("reland") ? fusion : "", cells.get(1));
      assertEquals(row.ndcg10(), Double.parseDouble(cells.get(2)), 0.5e-4 + 1e-9);
      assertEquals(row.epoch(), Integer.parseInt(cells.get(3)));
      assertEquals(row.variant().equals("id-only"), cells.get(4).isEmpty());
      assertEquals(row.repetition() + 1, Integer.parseInt(cells.getLast()));
    }
  }

  @Test
  void showsTheEffectsOfTheSummaryAsNumbersAndAsAPicture() {
    List<List<Double>> shown = new ArrayList<>();
    for (Element table : page.select("h4 ~ .scroll table")) {
      List<String> head = table.select("thead th").eachText();
      if (head.contains("95 % interval") && head.contains("against")) {
        for (Element row : table.select("tbody tr")) {
          String numbers = row.select("td").get(3).text() + " " + row.select("td").get(4).text();
          shown.add(numbers(numbers));
        }
      }
    }
    assertEquals(results.tests().size(), shown.size());
    for (Results.TestRow test : results.tests()) {
      List<Double> expected = List.of(100 * test.gain(), 100 * test.low(), 100 * test.high());
      assertTrue(
          shown.stream().anyMatch(row -> near(expected, row)), () -> test + " among " + shown);
    }
    long squares = page.select("svg.chart rect[width=10][height=10]").size();
    assertEquals(results.tests().size(), squares);
  }

  private static boolean near(List<Double> expected, List<Double> shown) {
    for (int n = 0; n < 3; n++) {
      if (Math.abs(expected.get(n) - shown.get(n)) > 0.05 + 1e-9) {
        return false;
      }
    }
    return true;
  }

  @Test
  void showsDataPoolAndCostOfTheSummary() {
    List<List<String>> intake = rows(tableAfter("Data"));
    assertEquals(results.intake().size(), intake.size());
    for (int n = 0; n < intake.size(); n++) {
      Intake row = results.intake().get(n);
      assertEquals(row.what(), intake.get(n).getFirst());
      assertEquals(row.interactions(), count(intake.get(n).get(1)));
    }
    List<String> examples =
        results.intake().stream()
            .filter(row -> row.example() != null)
            .map(row -> row.what() + ": " + row.example())
            .toList();
    assertFalse(examples.isEmpty());
    assertEquals(examples, page.select("ul.examples > li").eachText());
    List<List<String>> pool = rows(tableAfter("Reasoning pool"));
    Results.Pool expected = results.pool();
    assertEquals(expected.seeds(), count(value(pool, "seeds")));
    assertEquals(expected.seeds_in_use(), count(value(pool, "seeds that serve somebody")));
    assertEquals(expected.users(), count(value(pool, "users")));
    assertEquals(
        expected.users() - expected.fallback(),
        expected.coverage().stream().mapToInt(Integer::intValue).sum());
    List<List<String>> quantiles = rows(tableAfter("Coverage"));
    assertEquals(0.5, Double.parseDouble(value(quantiles, "median")));
    assertEquals(expected.similarity().mean(), Double.parseDouble(value(quantiles, "mean")), 0.005);
    List<List<String>> cost = rows(tableAfter("Cost"));
    assertEquals(results.cost().inferences(), count(cost.getFirst().getLast()));
    Results.Data data = results.data();
    assertEquals(data.users() + data.items(), count(cost.get(1).getLast()));
    assertEquals(data.interactions(), count(cost.get(2).getLast()));
  }

  @Test
  void recommendsWhatTheEvaluationMeasured() {
    List<UserMetric> measured = harness.rows("evaluate-lightgcn-reland-0", Artifacts.USER_METRICS);
    int compared = 0;
    for (Element card : page.select("article")) {
      int user = Integer.parseInt(card.select("h3").text().replace("User user-", ""));
      Element ranking = card.select(".rankings > div").last();
      assertEquals("ReLand", ranking.select("h5").text());
      assertEquals(5, ranking.select("li").size());
      for (UserMetric metric : measured) {
        if (metric.user() == user && metric.k() == 5) {
          assertEquals(metric.hr() > 0, !ranking.select("li.hit").isEmpty());
          compared++;
        }
      }
    }
    assertEquals(3, compared);
  }

  @Test
  void tellsWhatEveryStepTookAndStandsOn() {
    assertEquals(
        List.of(List.of("ingest", "", "2.3 s"), List.of("infer", "", "was there")),
        rows(tableAfter("Steps")).stream()
            .map(row -> row.stream().map(cell -> cell.replace('\u00a0', ' ')).toList())
            .toList());
    assertEquals(
        List.of(List.of("ingest", "0a1b2c", "1", "1,500"), List.of("infer", "3d4e5f", "3", "20")),
        rows(tableAfter("Lineage")));
  }

  @Test
  void staysUnderTwoMegabytesForManyUsers() {
    StepHarness beauty = ReportedShop.in(folder.resolve("large"), 22_363);
    beauty.run(new ReportStep(), Map.of());
    byte[] report = beauty.document(Artifacts.REPORT);
    assertTrue(report.length < 500_000, "a page without cells has " + report.length + " bytes");
    assertEquals(2000, html(beauty).split("h0").length - 1, "dots of the sample");
  }

  /** The first table after a heading. */
  private static Element tableAfter(String heading) {
    Element at =
        page.select("h2, h3").stream()
            .filter(h -> h.text().equals(heading))
            .findFirst()
            .orElseThrow();
    for (Element next = at.nextElementSibling(); next != null; next = next.nextElementSibling()) {
      Element table = next.selectFirst("table");
      if (table != null) {
        return table;
      }
    }
    throw new AssertionError("no table after " + heading);
  }

  private static List<List<String>> rows(Element table) {
    return table.select("tr").stream()
        .filter(row -> !row.select("td").isEmpty())
        .map(row -> row.select("td, th").stream().map(Element::text).toList())
        .toList();
  }

  private static String value(List<List<String>> rows, String name) {
    return rows.stream()
        .filter(row -> row.getFirst().equals(name))
        .findFirst()
        .orElseThrow()
        .getLast();
  }

  private static long count(String text) {
    return Long.parseLong(text.replace(",", ""));
  }

  private static List<Double> numbers(String text) {
    List<Double> numbers = new ArrayList<>();
    for (String word :
        text.replace('\u2212', '-').replaceAll("[^-.0-9]+", " ").trim().split(" ", -1)) {
      numbers.add(Double.parseDouble(word));
    }
    return numbers;
  }

  private static String id(String name) {
    return VARIANTS.stream().filter(v -> Names.of(v).equals(name)).findFirst().orElseThrow();
  }
}
