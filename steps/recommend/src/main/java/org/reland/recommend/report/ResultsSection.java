package org.reland.recommend.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.reland.recommend.report.Measurements.Protocol;

/** What every variant reaches, and what is gained with which certainty. */
record ResultsSection(Results results, int cutoff) {
  /** One line of a table: the repetitions of a variant together. */
  private record Line(String backbone, String variant) {}

  List<Element> elements() {
    List<Element> elements = new ArrayList<>();
    elements.add(Element.of("h2", "Results"));
    if (results.metrics().isEmpty()) {
      elements.add(Element.of("p", "No cell of the training matrix was measured."));
      return elements;
    }
    elements.addAll(new ClaimSection(results, cutoff).elements());
    elements.add(Element.of("h3", "All variants"));
    elements.add(
        Element.of(
            "p",
            "Full ranking of all items on the test part. HR@k: share of users with at least one"
                + " test item among the first k. NDCG@k: the same with weights that fall with the"
                + " rank. %s In bold: each recommender's ReLand row.".formatted(repetitions())));
    Map<Protocol, Map<Line, Map<Integer, double[]>>> blocks = new TreeMap<>();
    for (Results.MetricRow row : results.metrics()) {
      double[] sums =
          blocks
              .computeIfAbsent(
                  new Protocol(row.protocol(), row.masked()), p -> new LinkedHashMap<>())
              .computeIfAbsent(
                  new Line(row.backbone(), row.variant()), line -> new LinkedHashMap<>())
              .computeIfAbsent(row.k(), k -> new double[3]);
      sums[0] += row.ndcg();
      sums[1] += row.hr();
      sums[2]++;
    }
    blocks.forEach(
        (protocol, lines) -> {
          String kind = protocol.name().equals("sr") ? "Sequential: " : "Collaborative filtering: ";
          elements.add(
              Element.of("h4", kind + Names.ofProtocol(protocol.name(), protocol.masked())));
          elements.add(table(lines));
        });
    elements.addAll(new EffectsSection(results.tests()).elements());
    return elements;
  }

  private String repetitions() {
    long most =
        results.metrics().stream().mapToInt(Results.MetricRow::repetition).distinct().count();
    return most == 1
        ? "One repetition."
        : "Means over up to %s repetitions.".formatted(Figures.count(most));
  }

  /** Of one protocol, by recommender. */
  private Element table(Map<Line, Map<Integer, double[]>> lines) {
    Set<Integer> cutoffs = new TreeSet<>();
    lines.values().forEach(byCutoff -> cutoffs.addAll(byCutoff.keySet()));
    List<String> header = new ArrayList<>(List.of("variant"));
    cutoffs.forEach(k -> header.add("NDCG@" + k));
    cutoffs.forEach(k -> header.add("HR@" + k));
    List<List<String>> rows = new ArrayList<>();
    Set<Integer> preferred = new HashSet<>();
    Set<String> named = new HashSet<>();
    lines.forEach(
        (line, byCutoff) -> {
          if (named.add(line.backbone())) {
            rows.add(List.of(Names.of(line.backbone())));
          }
          if (isPreferred(line)) {
            preferred.add(rows.size());
          }
          List<String> row = new ArrayList<>(List.of(Names.of(line.variant())));
          for (int metric = 0; metric < 2; metric++) {
            for (int k : cutoffs) {
              double[] sums = byCutoff.get(k);
              row.add(sums == null ? "" : Figures.metric(sums[metric] / sums[2]));
            }
          }
          rows.add(row);
        });
    return Tables.of(1, header, rows, preferred::contains);
  }

  private boolean isPreferred(Line line) {
    return results.preferred().stream()
        .anyMatch(
            row -> row.backbone().equals(line.backbone()) && row.variant().equals(line.variant()));
  }
}
