package org.reland.recommend.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Seed;
import org.reland.kit.step.StepContext;

/**
 * Where users and seeds lie, seen in the plane that keeps most of the behavior vectors' variance. A
 * sample, as more dots than that are a blot, and a page of many megabytes.
 *
 * @param dots of the sample
 * @param sizes users by cluster, of all users
 * @param plane positions, in the order of dots
 */
record ClusterMap(List<Dot> dots, Map<Integer, Integer> sizes, Projection plane) {
  private static final int MOST_SEEDS = 500;
  private static final int MOST_OTHERS = 1500;

  /** A user with known behavior. */
  record Dot(int user, int cluster, boolean isSeed) {}

  /** Null where the run has no clusters, or nobody's behavior is known. */
  static @Nullable ClusterMap read(StepContext context) throws IOException {
    if (!context.has(Artifacts.BEHAVIORS)
        || !context.has(Artifacts.CLUSTERS)
        || !context.has(Artifacts.SEEDS)) {
      return null;
    }
    Map<Integer, Integer> clusters = new HashMap<>();
    Map<Integer, Integer> sizes = new TreeMap<>();
    context
        .read(Artifacts.CLUSTERS)
        .forEach(
            member -> {
              clusters.put(member.user(), member.cluster());
              sizes.merge(member.cluster(), 1, Integer::sum);
            });
    List<Integer> seeds =
        context.read(Artifacts.SEEDS).list().stream()
            .sorted(Comparator.comparingInt(Seed::order))
            .map(Seed::user)
            .toList();
    Set<Integer> isSeed = new HashSet<>(seeds);
    List<Integer> others =
        clusters.keySet().stream().filter(user -> !isSeed.contains(user)).toList();
    Set<Integer> wanted = new HashSet<>(sample(seeds, MOST_SEEDS));
    wanted.addAll(sample(others, MOST_OTHERS));
    List<Dot> dots = new ArrayList<>();
    List<float[]> vectors = new ArrayList<>();
    context
        .read(Artifacts.BEHAVIORS)
        .forEach(
            row -> {
              if (row.known() > 0 && wanted.contains(row.user())) {
                boolean seed = isSeed.contains(row.user());
                dots.add(new Dot(row.user(), clusters.getOrDefault(row.user(), -1), seed));
                vectors.add(row.vector());
              }
            });
    return dots.isEmpty() ? null : new ClusterMap(dots, sizes, Projection.of(vectors));
  }

  /** As good as random and yet the same every time: by a hash of the number. */
  private static List<Integer> sample(List<Integer> users, int most) {
    return users.stream()
        .sorted(Comparator.comparingInt(ClusterMap::mix).thenComparing(Comparator.naturalOrder()))
        .limit(most)
        .toList();
  }

  /** The finaliser of MurmurHash3 (Appleby). */
  private static int mix(int n) {
    int h = n * 0x9E3779B9;
    h = (h ^ (h >>> 16)) * 0x85EBCA6B;
    h = (h ^ (h >>> 13)) * 0xC2B2AE35;
    return h ^ (h >>> 16);
  }
}
