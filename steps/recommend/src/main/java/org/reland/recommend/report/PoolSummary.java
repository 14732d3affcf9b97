package org.reland.recommend.report;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.step.StepContext;

/**
 * What the reasoning pool holds and how near users are to it.
 *
 * @param strategies seeds by the strategy that drew them
 * @param seedsInUse seeds that are the nearest one of some user
 * @param coverage users by the similarity of the nearest seed: ten equal bins over 0 .. 1, values
 *     below 0 in the first
 */
record PoolSummary(
    int seeds,
    Map<String, Integer> strategies,
    int users,
    int fallback,
    int seedsInUse,
    double meanSimilarity,
    int[] coverage) {
  private static final int BINS = 10;

  /** Null where the run has no pool. */
  static @Nullable PoolSummary read(StepContext context) throws IOException {
    if (!context.has(Artifacts.POOL) || !context.has(Artifacts.MATCHES)) {
      return null;
    }
    Map<String, Integer> strategies = new TreeMap<>();
    context
        .read(Artifacts.POOL)
        .forEach(entry -> strategies.merge(entry.strategy(), 1, Integer::sum));
    Map<String, Integer> inUse = new TreeMap<>();
    int[] coverage = new int[BINS];
    int[] counts = new int[2];
    double[] sum = new double[1];
    context
        .read(Artifacts.MATCHES)
        .forEach(
            match -> {
              if (match.rank() > 0) {
                return;
              }
              counts[0]++;
              if (match.seed() == null) {
                counts[1]++;
                return;
              }
              inUse.merge(match.seed(), 1, Integer::sum);
              sum[0] += match.similarity();
              coverage[Math.clamp((int) (match.similarity() * BINS), 0, BINS - 1)]++;
            });
    return new PoolSummary(
        strategies.values().stream().mapToInt(Integer::intValue).sum(),
        strategies,
        counts[0],
        counts[1],
        inUse.size(),
        sum[0] / Math.max(1, counts[0] - counts[1]),
        coverage);
  }
}
