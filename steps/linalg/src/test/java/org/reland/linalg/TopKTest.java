package org.reland.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopKTest {
  /**
   * Small integers make every product exact, so that ties are real and the order is fully
   * determined.
   */
  private static Matrix integers(int rows, int cols, SplittableRandom random) {
    Matrix m = new Matrix(rows, cols);
    for (int i = 0; i < m.data().length; i++) {
      m.data()[i] = random.nextInt(-2, 3);
    }
    return m;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void theBestRowsAreFoundInOrderWithTiesToTheLowerId(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Matrix rows = integers(random.nextInt(1, 700), random.nextInt(1, 20), random);
    Matrix queries = integers(random.nextInt(1, 80), rows.cols(), random);
    int k = random.nextInt(1, 12);
    float[] bias = new float[rows.rows()];
    for (int i = 0; i < bias.length; i++) {
      bias[i] = random.nextInt(3);
    }
    TopK.Exclusion odd = (query, id) -> (query + id) % 2 == 1;
    try (Parallel two = Parallel.of(2)) {
      TopK.Result found = TopK.over(rows, bias, two).search(queries, k, odd, two);
      for (int q = 0; q < queries.rows(); q++) {
        int query = q;
        int[] best =
            IntStream.range(0, rows.rows())
                .filter(id -> !odd.excluded(query, id))
                .boxed()
                .sorted(
                    Comparator.comparingDouble(
                        id -> -(Reference.dot(queries, query, rows, id) + bias[id])))
                .mapToInt(Integer::intValue)
                .limit(k)
                .toArray();
        for (int rank = 0; rank < k; rank++) {
          if (rank >= best.length) {
            assertEquals(-1, found.id(q, rank));
            assertEquals(Float.NEGATIVE_INFINITY, found.score(q, rank));
          } else {
            assertEquals(best[rank], found.id(q, rank));
            assertEquals(
                Reference.dot(queries, q, rows, best[rank]) + bias[best[rank]],
                found.score(q, rank));
          }
        }
      }
    }
  }

  @Test
  void theNumberOfThreadsDoesNotChangeTheResult() {
    SplittableRandom random = new SplittableRandom(7);
    Matrix rows = Reference.gaussian(3000, 33, random);
    Matrix queries = Reference.gaussian(300, 33, random);
    try (Parallel three = Parallel.of(3)) {
      TopK.Result one = TopK.over(rows, Parallel.serial()).search(queries, 5, Parallel.serial());
      TopK.Result many = TopK.over(rows, three).search(queries, 5, three);
      assertArrayEquals(one.ids(), many.ids());
      assertArrayEquals(one.scores(), many.scores());
    }
  }

  @Test
  void negativeScoresAreFoundToo() {
    Matrix rows = Matrix.of(new float[] {-3, -1, -2}, 3, 1);
    TopK.Result found =
        TopK.over(rows, Parallel.serial())
            .search(Matrix.of(new float[] {1}, 1, 1), 2, Parallel.serial());
    assertArrayEquals(new int[] {1, 2}, found.ids());
  }
}
