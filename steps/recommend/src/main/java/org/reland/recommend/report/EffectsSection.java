package org.reland.recommend.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.reland.recommend.report.Results.TestRow;

/**
 * What is gained over what, with which certainty: as pictures and as a table of the same numbers.
 */
record EffectsSection(List<TestRow> tests) {

  List<Element> elements() {
    List<Element> elements = new ArrayList<>();
    elements.add(Element.of("h3", "Effects"));
    if (tests.isEmpty()) {
      elements.add(Element.of("p", "There are no two variants to compare."));
      return elements;
    }
    elements.add(
        Element.of(
            "p",
            "Paired t-tests; the gain is that of the mean over the variant compared with, in"
                + " brackets its 95 % interval. An interval that holds 0 is no evidence of a"
                + " difference. Over users: per-user values, averaged over repetitions. Holm: p,"
                + " adjusted for the same comparison of all recommenders, where there are"
                + " several."));
    tests.stream()
        .map(EffectsSection::panel)
        .distinct()
        .forEach(
            panel -> {
              List<TestRow> rows =
                  tests.stream().filter(test -> panel(test).equals(panel)).toList();
              elements.add(Element.of("h4", panel));
              elements.add(plots(rows));
              elements.add(table(rows));
            });
    return elements;
  }

  private static String panel(TestRow test) {
    return Names.of(test.backbone())
        + ", "
        + Names.ofProtocol(test.protocol(), test.masked())
        + ", over "
        + Figures.count(test.units())
        + " "
        + test.over();
  }

  /** One plot a metric, all with the same axis. */
  private static Element plots(List<TestRow> rows) {
    double low = 100 * rows.stream().mapToDouble(TestRow::low).min().orElse(0);
    double high = 100 * rows.stream().mapToDouble(TestRow::high).max().orElse(0);
    Element pair = Element.of("div").with("class", "pair");
    rows.stream()
        .map(TestRow::metric)
        .distinct()
        .forEach(
            metric ->
                pair.add(
                    ForestPlot.draw(
                        metric(metric),
                        "gain and its 95 % interval (%)",
                        rows.stream()
                            .filter(row -> row.metric().equals(metric))
                            .map(EffectsSection::effect)
                            .toList(),
                        low,
                        high)));
    return pair;
  }

  private static ForestPlot.Row effect(TestRow test) {
    return new ForestPlot.Row(
        Names.of(test.variant()) + " against " + Names.of(test.against()),
        Names.color(test.variant()),
        100 * test.gain(),
        100 * test.low(),
        100 * test.high());
  }

  private Element table(List<TestRow> rows) {
    // Of one recommender alone nothing has to be adjusted.
    boolean adjusted = tests.stream().anyMatch(test -> test.holm() != test.p());
    List<String> head =
        new ArrayList<>(List.of("variant", "against", "metric", "gain", "95 % interval", "p"));
    if (adjusted) {
      head.add("Holm");
    }
    return Tables.of(3, head, rows.stream().map(test -> row(test, adjusted)).toList());
  }

  private static List<String> row(TestRow test, boolean adjusted) {
    List<String> row =
        new ArrayList<>(
            List.of(
                Names.of(test.variant()),
                Names.of(test.against()),
                metric(test.metric()),
                Figures.gain(test.gain()),
                "[" + Figures.interval(test.low(), test.high()) + "]",
                Figures.p(test.p())));
    if (adjusted) {
      row.add(Figures.p(test.holm()));
    }
    return row;
  }

  private static String metric(String id) {
    return id.toUpperCase(Locale.ROOT);
  }
}
