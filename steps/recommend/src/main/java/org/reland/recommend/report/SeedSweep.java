package org.reland.recommend.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Metric;
import org.reland.kit.artifact.Seed;
import org.reland.kit.step.StepContext;
import org.reland.recommend.data.Cell;
import org.reland.recommend.data.Variant;

/**
 * What comes of fewer seeds (the paper's Fig. 6): the first that were drawn, up to all of them, and
 * what these alone would have cost.
 */
final class SeedSweep {
  private final List<String> seeds;
  private final long users;
  private final Map<String, Long> tokens;
  private final List<Results.SweepRow> rows = new ArrayList<>();

  private SeedSweep(List<String> seeds, long users, Map<String, Long> tokens) {
    this.seeds = seeds;
    this.users = users;
    this.tokens = tokens;
  }

  /** Fewest seeds first within a cell; empty where the run has no smaller pool. */
  static List<Results.SweepRow> rows(StepContext context, Measurements measured, Costs costs)
      throws IOException {
    if (measured.smaller().isEmpty() || !context.has(Artifacts.SEEDS)) {
      return List.of();
    }
    List<String> seeds =
        context.read(Artifacts.SEEDS).list().stream()
            .sorted(Comparator.comparingInt(Seed::order))
            .map(Seed::id)
            .toList();
    SeedSweep sweep = new SeedSweep(seeds, context.read(Artifacts.USERS).rows(), costs.tokens());
    measured
        .smaller()
        .forEach(
            pool ->
                sweep.add(
                    pool.cell(),
                    pool.share(),
                    Seed.count(pool.share(), sweep.users),
                    pool.metrics(),
                    pool.facts()));
    if (sweep.rows.stream().noneMatch(row -> row.seeds() == seeds.size())) {
      measured
          .metrics()
          .forEach(
              (cell, metrics) -> {
                if (cell.variant().equals(Variant.RELAND.id())) {
                  sweep.add(
                      cell,
                      (double) seeds.size() / sweep.users,
                      seeds.size(),
                      metrics,
                      measured.facts().getOrDefault(cell, Map.of()));
                }
              });
    }
    return sweep.sorted();
  }

  private void add(
      Cell cell, double share, int count, List<Metric> metrics, Map<String, Double> facts) {
    List<String> first = seeds.subList(0, Math.min(count, seeds.size()));
    long inferences = first.stream().filter(tokens::containsKey).count();
    long sum = first.stream().mapToLong(seed -> tokens.getOrDefault(seed, 0L)).sum();
    for (Metric metric : metrics) {
      if (metric.group().equals("all")) {
        rows.add(
            new Results.SweepRow(
                cell.backbone(),
                cell.variant(),
                cell.repetition(),
                share,
                count,
                inferences,
                sum,
                facts.get("validation_ndcg10"),
                metric.protocol(),
                metric.masked(),
                metric.k(),
                metric.ndcg(),
                metric.hr()));
      }
    }
  }

  private List<Results.SweepRow> sorted() {
    return rows.stream()
        .sorted(
            Comparator.comparing(Results.SweepRow::backbone)
                .thenComparingInt(Results.SweepRow::repetition)
                .thenComparingInt(Results.SweepRow::seeds))
        .toList();
  }
}
