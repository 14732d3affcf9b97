package org.reland.recommend.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reland.recommend.report.BarChart.Bar;

/** The reasoning pool and how well it covers the users. */
record PoolSection(@Nullable PoolSummary pool) {

  List<Element> elements() {
    if (pool == null) {
      return List.of();
    }
    List<List<String>> facts = new ArrayList<>();
    facts.add(List.of("seeds", Figures.count(pool.seeds())));
    pool.strategies()
        .forEach(
            (strategy, count) ->
                facts.add(List.of("\u2003drawn as " + strategy, Figures.count(count))));
    facts.add(List.of("seeds that serve somebody", Figures.count(pool.seedsInUse())));
    facts.add(List.of("users", Figures.count(pool.users())));
    facts.add(
        List.of("users without a match (nothing known of them)", Figures.count(pool.fallback())));
    facts.add(List.of("mean similarity to the nearest seed", Figures.two(pool.meanSimilarity())));
    return List.of(
        Element.of("h2", "Reasoning pool"),
        Tables.of(1, List.of("", ""), facts),
        Element.of("h3", "Coverage"),
        Element.of("p", "Users by the cosine similarity of their nearest seed."),
        BarChart.draw(coverage(pool)));
  }

  private static List<Bar> coverage(PoolSummary pool) {
    int most = 1;
    for (int count : pool.coverage()) {
      most = Math.max(most, count);
    }
    List<Bar> bars = new ArrayList<>();
    int bins = pool.coverage().length;
    for (int bin = 0; bin < bins; bin++) {
      int count = pool.coverage()[bin];
      bars.add(
          new Bar(
              "%s \u2013 %s"
                  .formatted(
                      Element.number((double) bin / bins), Element.number((bin + 1.0) / bins)),
              (double) count / most,
              Figures.count(count),
              2));
    }
    return bars;
  }
}
