package org.reland.recommend.ranking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.VectorOps;
import org.reland.recommend.TestData;
import org.reland.recommend.data.UserItems;

final class FullRankingTest {
  private static final int[] CUTOFFS = {1, 5, 10};

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void agreesWithSortingEveryItemOfEveryUser(long seed) {
    int users = 23;
    int items = 8 + (int) seed * 7;
    Matrix userVectors = TestData.matrix(users, 5, seed);
    Matrix itemVectors = TestData.matrix(items, 5, seed + 100);
    // Two equal items: the tie has to go to the lower id.
    itemVectors.setRow(4, itemVectors.row(2));
    UserItems train = TestData.pairs(users, items, 80, seed + 200);
    UserItems test = TestData.pairs(users, items, 60, seed + 300).without(train);
    FullRanking ranking = new FullRanking(CUTOFFS, test, train);
    FullRanking.Scores scores;
    try (Parallel parallel = Parallel.of(2)) {
      scores = ranking.evaluate(new DotProductRanker(userVectors, itemVectors, parallel));
    }
    for (int n = 0; n < scores.users().length; n++) {
      int user = scores.users()[n];
      List<Integer> order =
          IntStream.range(0, items)
              .filter(item -> !train.contains(user, item))
              .boxed()
              .sorted(
                  Comparator.comparingDouble(
                      item -> -VectorOps.dot(userVectors.row(user), itemVectors.row(item))))
              .toList();
      for (int c = 0; c < CUTOFFS.length; c++) {
        double gain = 0;
        double ideal = 0;
        for (int rank = 1; rank <= CUTOFFS[c]; rank++) {
          double discount = 1 / (Math.log(rank + 1) / Math.log(2));
          if (rank <= order.size() && test.contains(user, order.get(rank - 1))) {
            gain += discount;
          }
          if (rank <= test.count(user)) {
            ideal += discount;
          }
        }
        assertEquals(gain / ideal, scores.ndcg()[c][n], 1e-12);
        assertEquals(gain > 0 ? 1 : 0, scores.hitRatio()[c][n]);
      }
    }
    assertEquals(
        IntStream.range(0, users).filter(u -> test.count(u) > 0).count(), scores.users().length);
  }

  @Test
  void aRelevantItemAtRankTwoGivesTheTextbookValue() {
    UserItems test = UserItems.of(1, new int[] {0}, new int[] {1});
    UserItems none = UserItems.of(1, new int[] {}, new int[] {});
    Matrix user = Matrix.of(new float[] {1}, 1, 1);
    Matrix items = Matrix.of(new float[] {3, 2, 1}, 3, 1);
    FullRanking.Scores scores =
        new FullRanking(new int[] {1, 2}, test, none)
            .evaluate(new DotProductRanker(user, items, Parallel.serial()));
    assertEquals(0, scores.meanNdcg(0));
    assertEquals(0.6309297535714575, scores.meanNdcg(1), 1e-15);
    assertEquals(1, scores.meanHitRatio(1));
  }
}
