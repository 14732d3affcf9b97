package org.reland.recommend.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What every variant reaches, and what is gained with which certainty. */
record ResultsSection(Results results) {
  /** One line of the table: the repetitions of a variant together. */
  private record Line(String backbone, String variant, String protocol) {}

  List<Element> elements() {
    List<Element> elements = new ArrayList<>();
    elements.add(Element.of("h2", "Results"));
    if (results.metrics().isEmpty()) {
      elements.add(Element.of("p", "No cell of the training matrix was measured."));
      return elements;
    }
    elements.add(
        Element.of(
            "p",
            "Full ranking of all items on the test part. HR@k: share of users with at least one"
                + " test item among the first k. NDCG@k: the same with weights that fall with the"
                + " rank. Means over repetitions."));
    elements.add(metrics());
    elements.addAll(new EffectsSection(results.tests()).elements());
    return elements;
  }

  private Element metrics() {
    Map<Line, Map<Integer, double[]>> lines = new LinkedHashMap<>();
    for (Results.MetricRow row : results.metrics()) {
      Line line = new Line(row.backbone(), row.variant(), protocol(row.protocol(), row.masked()));
      double[] sums =
          lines
              .computeIfAbsent(line, l -> new LinkedHashMap<>())
              .computeIfAbsent(row.k(), k -> new double[3]);
      sums[0] += row.ndcg();
      sums[1] += row.hr();
      sums[2]++;
    }
    List<Integer> cutoffs =
        results.metrics().stream().map(Results.MetricRow::k).distinct().sorted().toList();
    List<String> header = new ArrayList<>(List.of("backbone", "variant", "protocol", "runs"));
    cutoffs.forEach(k -> header.add("NDCG@" + k));
    cutoffs.forEach(k -> header.add("HR@" + k));
    List<List<String>> rows = new ArrayList<>();
    lines.forEach(
        (line, byCutoff) -> {
          List<String> row =
              new ArrayList<>(
                  List.of(Names.of(line.backbone()), Names.of(line.variant()), line.protocol()));
          double runs = byCutoff.values().stream().mapToDouble(s -> s[2]).max().orElse(0);
          row.add(Figures.count((long) runs));
          for (int metric = 0; metric < 2; metric++) {
            for (int k : cutoffs) {
              double[] sums = byCutoff.get(k);
              row.add(sums == null ? "" : Figures.metric(sums[metric] / sums[2]));
            }
          }
          rows.add(row);
        });
    return Tables.of(3, header, rows);
  }

  static String protocol(String name, boolean masked) {
    return name.toUpperCase(Locale.ROOT) + (masked ? ", masked" : ", unmasked");
  }
}
