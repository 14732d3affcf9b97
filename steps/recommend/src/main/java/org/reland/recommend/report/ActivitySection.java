package org.reland.recommend.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.reland.recommend.report.BarChart.Bar;

/** NDCG by activity: whom the words help. */
record ActivitySection(Results results, int cutoff) {
  /** The bars of one backbone and protocol. */
  private record Panel(String backbone, String protocol) {}

  List<Element> elements() {
    Map<Panel, Map<String, Map<String, double[]>>> panels = new LinkedHashMap<>();
    for (Results.GroupRow row : results.groups()) {
      if (row.k() == cutoff) {
        Panel panel = new Panel(row.backbone(), Names.ofProtocol(row.protocol(), row.masked()));
        double[] sums =
            panels
                .computeIfAbsent(panel, p -> new LinkedHashMap<>())
                .computeIfAbsent(row.group(), g -> new LinkedHashMap<>())
                .computeIfAbsent(row.variant(), v -> new double[2]);
        sums[0] += row.ndcg();
        sums[1]++;
      }
    }
    if (panels.isEmpty()) {
      return List.of();
    }
    List<Element> elements = new ArrayList<>();
    elements.add(Element.of("h2", "By activity"));
    elements.add(
        Element.of(
            "p",
            "NDCG@%s by quartile of the number of training interactions, L1 the least active users, L4 the most."
                .formatted(Integer.toString(cutoff))));
    panels.forEach(
        (panel, levels) -> {
          elements.add(Element.of("h3", Names.of(panel.backbone()) + ": " + panel.protocol()));
          elements.add(legend(levels));
          double most = most(levels);
          Element figure = Element.of("div");
          String caption = "NDCG@%d (0 to 1)".formatted(cutoff);
          boolean[] isFirst = {true};
          levels.forEach(
              (level, variants) -> {
                List<Bar> bars = bars(level, variants, most);
                figure.add(isFirst[0] ? BarChart.draw(caption, bars) : BarChart.continued(bars));
                isFirst[0] = false;
              });
          elements.add(figure.with("class", "levels"));
        });
    return elements;
  }

  private static Element legend(Map<String, Map<String, double[]>> levels) {
    Set<String> variants = new LinkedHashSet<>();
    levels.values().forEach(level -> variants.addAll(level.keySet()));
    return Legend.of(variants);
  }

  private static double most(Map<String, Map<String, double[]>> levels) {
    return levels.values().stream()
        .flatMap(level -> level.values().stream())
        .mapToDouble(ActivitySection::mean)
        .max()
        .orElse(0);
  }

  private static List<Bar> bars(String level, Map<String, double[]> variants, double most) {
    List<Bar> bars = new ArrayList<>();
    for (Map.Entry<String, double[]> variant : variants.entrySet()) {
      double value = mean(variant.getValue());
      bars.add(
          new Bar(
              bars.isEmpty() ? level : "",
              most > 0 ? value / most : 0,
              Figures.metric(value),
              Names.color(variant.getKey())));
    }
    return bars;
  }

  private static double mean(double[] sumAndCount) {
    return sumAndCount[0] / sumAndCount[1];
  }
}
