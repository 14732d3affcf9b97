package org.reland.behavior.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AdaptiveSamplingTest {
  /** Users dealt to clusters at random; distances are all different. */
  private static Population population(int users, int clusters, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] distances = new float[users];
    for (int n = 0; n < users; n++) {
      distances[n] = (float) random.nextDouble();
    }
    return new Population(
        IntStream.range(0, users).map(n -> 10 * n).toArray(),
        random.ints(users, 1, 30).toArray(),
        random.ints(users, 0, clusters).toArray(),
        distances);
  }

  private static AdaptiveSampling adaptive(Population population, long seed) {
    return new AdaptiveSampling(
        new RepresentativeDraw(population, new SplittableRandom(seed)),
        new ImportanceDraw(population, new SplittableRandom(seed + 1)));
  }

  @Test
  void strategiesTakeTurnsAndNobodyIsDrawnTwice() {
    for (int seed = 0; seed < 30; seed++) {
      Population population = population(80, 1 + seed % 9, seed);
      List<AdaptiveSampling.Drawn> drawn = adaptive(population, seed).draw(80);
      Set<Integer> users = new HashSet<>();
      for (int n = 0; n < drawn.size(); n++) {
        assertTrue(users.add(drawn.get(n).number()));
        assertEquals(n % 2 == 0 ? "representative" : "importance", drawn.get(n).strategy());
      }
      assertEquals(80, users.size());
    }
  }

  @Test
  void onePassOfRepresentativesFillsTheSeatsOfEveryCluster() {
    int clusters = 12;
    Population population = population(150, clusters, 3);
    RepresentativeDraw draw = new RepresentativeDraw(population, new SplittableRandom(1));
    BitSet drawn = new BitSet();
    int[] found = new int[clusters];
    int[] sizes = new int[clusters];
    for (int cluster : population.clusters()) {
      sizes[cluster]++;
    }
    int[] seats = LargestRemainder.divide(clusters, sizes);
    for (int n = 0; n < clusters; n++) {
      int number = draw.next(drawn);
      int cluster = population.clusters()[number];
      drawn.set(number);
      found[cluster]++;
      if (seats[cluster] == 1) {
        assertEquals(nearest(population, cluster), number);
      }
    }
    for (int cluster = 0; cluster < clusters; cluster++) {
      assertEquals(seats[cluster], found[cluster]);
    }
  }

  private static int nearest(Population population, int cluster) {
    int best = -1;
    for (int n = 0; n < population.size(); n++) {
      if (population.clusters()[n] == cluster
          && (best < 0 || population.distances()[n] < population.distances()[best])) {
        best = n;
      }
    }
    return best;
  }

  /** First draw: p(u) of Eq. 2. Second: p(v) / (1 - p(u)) summed over the first draws u. */
  @Test
  void importanceFollowsEquation2() {
    int[] activity = {1, 2, 3, 5, 9};
    double total = 20;
    Population population =
        new Population(new int[] {0, 1, 2, 3, 4}, activity, new int[5], new float[5]);
    int trials = 20_000;
    int[] first = new int[5];
    int[] second = new int[5];
    for (int trial = 0; trial < trials; trial++) {
      ImportanceDraw draw = new ImportanceDraw(population, new SplittableRandom(77L + trial));
      int one = draw.next(new BitSet());
      first[one]++;
      second[draw.next(BitSet.valueOf(new long[] {1L << one}))]++;
    }
    for (int v = 0; v < 5; v++) {
      double p = activity[v] / total;
      double q = 0;
      for (int u = 0; u < 5; u++) {
        q += u == v ? 0 : activity[u] / total * activity[v] / (total - activity[u]);
      }
      assertEquals(p * trials, first[v], 4.5 * Math.sqrt(trials * p * (1 - p)), "first " + v);
      assertEquals(q * trials, second[v], 4.5 * Math.sqrt(trials * q * (1 - q)), "second " + v);
    }
  }

  @Test
  void uniformDrawsEverybodyEquallyOften() {
    Population population = population(8, 2, 1);
    int trials = 16_000;
    int[] found = new int[8];
    for (int trial = 0; trial < trials; trial++) {
      var sampling =
          new AdaptiveSampling(new UniformDraw(population, new SplittableRandom(5L + trial)));
      List<AdaptiveSampling.Drawn> drawn = sampling.draw(3);
      assertEquals(3, drawn.stream().mapToInt(AdaptiveSampling.Drawn::number).distinct().count());
      drawn.forEach(seed -> found[seed.number()]++);
    }
    double p = 3.0 / 8;
    for (int count : found) {
      assertEquals(p * trials, count, 4.5 * Math.sqrt(trials * p * (1 - p)));
    }
  }
}
