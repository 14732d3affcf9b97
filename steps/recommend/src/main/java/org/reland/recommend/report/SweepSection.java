package org.reland.recommend.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.reland.recommend.report.LineChart.Point;
import org.reland.recommend.report.LineChart.Series;

/** How much comes of how many seeds (the paper's Fig. 6), and what they cost. */
record SweepSection(Results results, int cutoff) {
  /** The lines of one chart. */
  private record Panel(String backbone, String protocol, boolean masked) {}

  /** All repetitions of so many seeds. */
  private record Size(List<Results.SweepRow> rows) {
    Results.SweepRow first() {
      return rows.getFirst();
    }

    double ndcg() {
      return rows.stream().mapToDouble(Results.SweepRow::ndcg).average().orElse(0);
    }

    /** Not a number where training looked at no validation item. */
    double validation() {
      return rows.stream()
          .mapToDouble(
              row -> row.validation_ndcg10() == null ? Double.NaN : row.validation_ndcg10())
          .average()
          .orElse(Double.NaN);
    }

    double hr() {
      return rows.stream().mapToDouble(Results.SweepRow::hr).average().orElse(0);
    }
  }

  List<Element> elements() {
    Map<Panel, TreeMap<Integer, Size>> panels = new LinkedHashMap<>();
    for (Results.SweepRow row : results.sweep()) {
      if (row.k() == cutoff) {
        panels
            .computeIfAbsent(
                new Panel(row.backbone(), row.protocol(), row.masked()), p -> new TreeMap<>())
            .computeIfAbsent(row.seeds(), s -> new Size(new ArrayList<>()))
            .rows()
            .add(row);
      }
    }
    if (panels.isEmpty()) {
      return List.of();
    }
    List<Element> elements = new ArrayList<>();
    elements.add(Element.of("h2", "Number of seeds"));
    elements.add(
        Element.of(
            "p",
            "ReLand with the first seeds of the pool only, beside variants that need none. Smaller"
                + " pools are parts of the larger ones; requests and tokens are those of their own"
                + " seeds. The vertical axis does not begin at 0. Means over repetitions."));
    panels.forEach(
        (panel, sizes) -> {
          elements.add(
              Element.of(
                  "h3",
                  "%s: %s"
                      .formatted(
                          Names.of(panel.backbone()),
                          Names.ofProtocol(panel.protocol(), panel.masked()))));
          List<String> references =
              List.of("id-only", "features").stream()
                  .filter(variant -> !Double.isNaN(reference(panel, variant)))
                  .toList();
          List<String> lines = new ArrayList<>(references);
          lines.add("reland");
          elements.add(Legend.of(lines));
          elements.add(
              Element.of("div").with("class", "pair").add(chart(panel, sizes, references)));
          elements.add(table(sizes));
        });
    return elements;
  }

  private Element chart(Panel panel, TreeMap<Integer, Size> sizes, List<String> references) {
    List<Series> series = new ArrayList<>();
    for (String variant : references) {
      double y = reference(panel, variant);
      series.add(
          new Series(
              Names.of(variant),
              Names.color(variant),
              List.of(new Point(sizes.firstKey(), y), new Point(sizes.lastKey(), y))));
    }
    List<Point> points = new ArrayList<>();
    sizes.forEach((seeds, size) -> points.add(new Point(seeds, size.ndcg())));
    series.add(new Series(Names.of("reland"), Names.color("reland"), points));
    String what = "NDCG@%d on test (0 to 1)".formatted(cutoff);
    return new LineChart(what + " by number of seeds", "seeds (number)", what, true).draw(series);
  }

  /** The mean of a variant without seeds; not a number where it was not measured. */
  private double reference(Panel panel, String variant) {
    return results.metrics().stream()
        .filter(
            row ->
                row.variant().equals(variant)
                    && row.k() == cutoff
                    && panel.equals(new Panel(row.backbone(), row.protocol(), row.masked())))
        .mapToDouble(Results.MetricRow::ndcg)
        .average()
        .orElse(Double.NaN);
  }

  private Element table(TreeMap<Integer, Size> sizes) {
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<Integer, Size> each : sizes.entrySet()) {
      Size size = each.getValue();
      rows.add(
          List.of(
              Figures.count(each.getKey()),
              Figures.percent(size.first().seed_share()),
              Figures.count(size.first().inferences()),
              Figures.count(size.first().tokens()),
              Double.isNaN(size.validation()) ? "" : Figures.metric(size.validation()),
              Figures.metric(size.ndcg()),
              Figures.metric(size.hr())));
    }
    return Tables.of(
        1,
        List.of(
            "seeds",
            "of the users",
            "requests",
            "tokens",
            "NDCG@10 on validation",
            "NDCG@" + cutoff,
            "HR@" + cutoff),
        rows);
  }
}
