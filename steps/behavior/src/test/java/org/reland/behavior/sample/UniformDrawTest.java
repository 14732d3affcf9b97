package org.reland.behavior.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class UniformDrawTest {
  private static final int USERS = 20;
  private static final int DRAWN = 5;
  private static final int TRIALS = 20_000;

  /** The 0.9999 quantile of chi-square with 19 degrees of freedom. */
  private static final double BOUND = 50.8;

  /** Very unequal ones, which must not matter. */
  private static Population population() {
    int[] numbers = IntStream.range(0, USERS).toArray();
    int[] activity = Arrays.stream(numbers).map(n -> 1 + n * n).toArray();
    int[] clusters = Arrays.stream(numbers).map(n -> n < 15 ? 0 : n - 14).toArray();
    return new Population(numbers, activity, clusters, new float[USERS]);
  }

  private static List<Integer> draw(long seed) {
    Draws uniform = new UniformDraw(population(), new SplittableRandom(seed));
    return new AdaptiveSampling(uniform)
        .draw(DRAWN).stream().map(AdaptiveSampling.Drawn::number).toList();
  }

  @Test
  void everybodyIsAsLikelyASeedWhateverActivityAndCluster() {
    int[] counts = new int[USERS];
    for (int trial = 0; trial < TRIALS; trial++) {
      List<Integer> drawn = draw(trial);
      assertEquals(DRAWN, drawn.stream().distinct().count());
      drawn.forEach(user -> counts[user]++);
    }
    double expected = (double) TRIALS * DRAWN / USERS;
    // Without replacement the counts vary less, by (USERS - DRAWN) / (USERS - 1).
    double variance = expected * (USERS - DRAWN) / (USERS - 1);
    double statistic = Arrays.stream(counts).mapToDouble(c -> sq(c - expected) / variance).sum();
    assertTrue(statistic < BOUND, "chi-square " + statistic + ": " + Arrays.toString(counts));
  }

  @Test
  void everyPlaceInTheOrderIsUniformTooSoThatItsFirstSeedsAreAUniformSample() {
    int[] first = new int[USERS];
    for (int trial = 0; trial < TRIALS; trial++) {
      first[draw(trial).getFirst()]++;
    }
    double expected = (double) TRIALS / USERS;
    double statistic = Arrays.stream(first).mapToDouble(c -> sq(c - expected) / expected).sum();
    assertTrue(statistic < BOUND, "chi-square " + statistic + ": " + Arrays.toString(first));
  }

  private static double sq(double x) {
    return x * x;
  }
}
