package org.reland.recommend.ranking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.TopK;
import org.reland.recommend.TestData;
import org.reland.recommend.data.UserItems;

final class RepeatRankerTest {
  private static final int USERS = 30;
  private static final int ITEMS = 25;

  @ParameterizedTest
  @ValueSource(floats = {-3, -0.5f, 0, 0.5f, 3})
  void ranksAsSortingAllBiasedScoresDoes(float bias) {
    // Small whole numbers: sums are exact in any order, and ties are many.
    Matrix users = wholes(USERS, 1);
    Matrix items = wholes(ITEMS, 2);
    UserItems known = TestData.pairs(USERS, ITEMS, 200, 3);
    TopK.Exclusion excluded = (query, item) -> (query + item) % 7 == 0;
    int[] wanted = {4, 0, 29, 11};
    TopK.Result best =
        new RepeatRanker(
                new DotProductRanker(users, items, Parallel.serial()), users, items, known, bias)
            .best(wanted, 8, excluded);
    for (int q = 0; q < wanted.length; q++) {
      int query = q;
      int[] want =
          IntStream.range(0, ITEMS)
              .filter(item -> !excluded.excluded(query, item))
              .boxed()
              .sorted(
                  Comparator.comparingDouble(
                          (Integer item) ->
                              -dot(users, wanted[query], items, item)
                                  - (known.contains(wanted[query], item) ? bias : 0))
                      .thenComparing(Comparator.naturalOrder()))
              .limit(8)
              .mapToInt(Integer::intValue)
              .toArray();
      assertArrayEquals(want, IntStream.range(0, 8).map(n -> best.id(query, n)).toArray());
    }
  }

  private static Matrix wholes(int rows, long seed) {
    var random = new SplittableRandom(seed);
    Matrix matrix = new Matrix(rows, 3);
    for (int n = 0; n < matrix.data().length; n++) {
      matrix.data()[n] = random.nextInt(-2, 3);
    }
    return matrix;
  }

  private static double dot(Matrix a, int row, Matrix b, int other) {
    double sum = 0;
    for (int j = 0; j < a.cols(); j++) {
      sum += (double) a.get(row, j) * b.get(other, j);
    }
    return sum;
  }
}
