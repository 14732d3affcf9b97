package org.reland.behavior.retrieve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.TopK;

final class NearestSeedsTest {
  private static Matrix random(int rows, int cols, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Matrix matrix = new Matrix(rows, cols);
    for (int i = 0; i < rows * cols; i++) {
      matrix.data()[i] = (float) random.nextDouble(-1, 1);
    }
    return matrix;
  }

  private static double cosine(float[] a, float[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int j = 0; j < a.length; j++) {
      ab += (double) a[j] * b[j];
      aa += (double) a[j] * a[j];
      bb += (double) b[j] * b[j];
    }
    return aa == 0 || bb == 0 ? Double.NEGATIVE_INFINITY : ab / Math.sqrt(aa * bb);
  }

  @ParameterizedTest
  @CsvSource({"1, false", "1, true", "5, false", "5, true", "60, false", "60, true"})
  void findsTheLargestCosines(int k, boolean excludeSelf) {
    Matrix pool = random(50, 7, 1);
    pool.setRow(13, new float[7]);
    Matrix queries = random(33, 7, 2);
    queries.setRow(4, new float[7]);
    queries.setRow(8, pool.row(20));
    List<String> seeds = IntStream.range(0, 50).mapToObj(s -> "user" + s).toList();
    List<String> users = new ArrayList<>();
    IntStream.range(0, 33).forEach(u -> users.add("user" + (u + 12)));
    TopK.Result found =
        NearestSeeds.among(seeds, pool, Parallel.serial()).search(users, queries, k, excludeSelf);
    for (int u = 0; u < 33; u++) {
      int user = u;
      List<Integer> expected =
          IntStream.range(0, 50)
              .filter(s -> cosine(queries.row(user), pool.row(s)) > Double.NEGATIVE_INFINITY)
              .filter(s -> !excludeSelf || !seeds.get(s).equals(users.get(user)))
              .boxed()
              .sorted(
                  Comparator.comparingDouble(
                      (Integer s) -> -cosine(queries.row(user), pool.row(s))))
              .limit(k)
              .toList();
      for (int rank = 0; rank < k; rank++) {
        if (rank < expected.size()) {
          int seed = expected.get(rank);
          assertEquals(seed, found.id(u, rank), "user " + u + " rank " + rank);
          assertEquals(cosine(queries.row(u), pool.row(seed)), found.score(u, rank), 1e-6);
        } else {
          assertEquals(-1, found.id(u, rank));
        }
      }
    }
  }

  @Test
  void tiesGoToTheSeedThatWasDrawnEarlier() {
    Matrix pool = Matrix.of(new float[] {0, 1, 2, 0, 7, 0}, 3, 2);
    NearestSeeds seeds = NearestSeeds.among(List.of("a", "b", "c"), pool, Parallel.serial());
    TopK.Result found = seeds.search(List.of("u"), Matrix.of(new float[] {3, 0}, 1, 2), 2, false);
    assertEquals("b", seeds.seed(found.id(0, 0)));
    assertEquals("c", seeds.seed(found.id(0, 1)));
  }

  /** The mean of the two cosines, where both are there. */
  @Test
  void bothIsTheMeanOfTheTwoCosines() {
    Matrix behaviors = random(6, 4, 3);
    Matrix contents = random(6, 9, 4);
    for (int a = 0; a < 6; a++) {
      for (int b = 0; b < 6; b++) {
        float[] one = Comparison.BOTH.vector(behaviors.row(a), contents.row(a));
        float[] other = Comparison.BOTH.vector(behaviors.row(b), contents.row(b));
        double mean =
            (cosine(behaviors.row(a), behaviors.row(b)) + cosine(contents.row(a), contents.row(b)))
                / 2;
        assertEquals(mean, cosine(one, other), 1e-6);
      }
    }
  }
}
