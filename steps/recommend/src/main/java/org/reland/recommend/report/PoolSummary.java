package org.reland.recommend.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Match;
import org.reland.kit.step.StepContext;

/** Reads what the reasoning pool holds and how near users are to it. */
final class PoolSummary {
  private static final int BINS = 20;

  private final Map<String, Integer> strategies = new TreeMap<>();
  private final Set<String> inUse = new HashSet<>();
  private final List<Float> similarities = new ArrayList<>();
  private int fallback;

  private PoolSummary() {}

  /** Null where the run has no pool. */
  static Results.@Nullable Pool read(StepContext context) throws IOException {
    if (!context.has(Artifacts.POOL) || !context.has(Artifacts.MATCHES)) {
      return null;
    }
    PoolSummary summary = new PoolSummary();
    context
        .read(Artifacts.POOL)
        .forEach(entry -> summary.strategies.merge(entry.strategy(), 1, Integer::sum));
    context.read(Artifacts.MATCHES).forEach(summary::add);
    return summary.pool();
  }

  private void add(Match match) {
    if (match.rank() == 0 && match.seed() == null) {
      fallback++;
    } else if (match.rank() == 0) {
      inUse.add(match.seed());
      similarities.add(match.similarity());
    }
  }

  private Results.Pool pool() {
    similarities.sort(null);
    Integer[] coverage = new Integer[BINS];
    Arrays.fill(coverage, 0);
    double sum = 0;
    for (float similarity : similarities) {
      coverage[Math.clamp((int) (similarity * BINS), 0, BINS - 1)]++;
      sum += similarity;
    }
    return new Results.Pool(
        strategies.values().stream().mapToInt(Integer::intValue).sum(),
        strategies,
        inUse.size(),
        similarities.size() + fallback,
        fallback,
        new Results.Similarity(
            sum / Math.max(1, similarities.size()),
            quantile(0.05),
            quantile(0.25),
            quantile(0.5),
            quantile(0.75),
            quantile(0.95)),
        List.of(coverage));
  }

  /** The least value that at least this share of the values does not exceed. */
  private double quantile(double share) {
    int rank = (int) Math.ceil(share * similarities.size());
    return similarities.isEmpty() ? 0 : similarities.get(Math.max(1, rank) - 1);
  }
}
