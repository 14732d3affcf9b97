package org.reland.recommend.backbone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.TopK;
import org.reland.recommend.TestData;
import org.reland.recommend.data.Histories;
import org.reland.recommend.data.UserItems;
import org.reland.recommend.ranking.Ranker;

/** The recommenders without training, against their definitions in double precision. */
final class ReferenceRowsTest {
  private static final int USERS = 60;
  private static final int ITEMS = 40;
  private static final UserItems TRAIN = TestData.pairs(USERS, ITEMS, 420, 5);

  private static Ingredients given(double regularization, int neighbours, double shrinkage) {
    return new Ingredients(
        TRAIN,
        ITEMS,
        null,
        null,
        TestSettings.of(4).regularization(regularization).neighbours(neighbours, shrinkage).build(),
        purpose -> new SplittableRandom(purpose.hashCode()),
        Parallel.serial());
  }

  private static double[][] together() {
    double[][] counts = new double[ITEMS][ITEMS];
    for (int u = 0; u < USERS; u++) {
      for (int i = 0; i < ITEMS; i++) {
        for (int j = 0; j < ITEMS; j++) {
          counts[i][j] += TRAIN.contains(u, i) && TRAIN.contains(u, j) ? 1 : 0;
        }
      }
    }
    return counts;
  }

  /** Scores of a user from item-to-item weights [of the history][scored]. */
  private static double[][] scores(double[][] weights) {
    double[][] scores = new double[USERS][ITEMS];
    for (int u = 0; u < USERS; u++) {
      for (int i = 0; i < ITEMS; i++) {
        for (int j = 0; j < ITEMS; j++) {
          scores[u][j] += TRAIN.contains(u, i) ? weights[i][j] : 0;
        }
      }
    }
    return scores;
  }

  /** Leaves the {@code most} largest of each column. */
  private static double[][] strongest(double[][] weights, int most) {
    double[][] kept = new double[ITEMS][ITEMS];
    for (int j = 0; j < ITEMS; j++) {
      int column = j;
      IntStream.range(0, ITEMS)
          .boxed()
          .filter(i -> i != column)
          .sorted(
              Comparator.<Integer>comparingDouble(i -> -(float) Math.abs(weights[i][column]))
                  .thenComparing(i -> i))
          .limit(most)
          .forEach(i -> kept[i][column] = weights[i][column]);
    }
    return kept;
  }

  private static double[][] ease(double lambda) {
    double[][] inverse = together();
    for (int i = 0; i < ITEMS; i++) {
      inverse[i][i] += lambda;
    }
    inverse = inverted(inverse);
    double[][] weights = new double[ITEMS][ITEMS];
    for (int i = 0; i < ITEMS; i++) {
      for (int j = 0; j < ITEMS; j++) {
        weights[i][j] = i == j ? 0 : -inverse[i][j] / inverse[j][j];
      }
    }
    return weights;
  }

  /** Column by column, by elimination with pivoting on the matrix beside the identity. */
  private static double[][] inverted(double[][] matrix) {
    int n = matrix.length;
    double[][] m = new double[n][2 * n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(matrix[i], 0, m[i], 0, n);
      m[i][n + i] = 1;
    }
    for (int k = 0; k < n; k++) {
      int at = k;
      int pivot =
          IntStream.range(k, n)
              .boxed()
              .max(Comparator.comparingDouble(i -> Math.abs(m[i][at])))
              .orElseThrow();
      double[] swap = m[k];
      m[k] = m[pivot];
      m[pivot] = swap;
      for (int i = 0; i < n; i++) {
        double factor = i == k ? 0 : m[i][k] / m[k][k];
        for (int j = 0; j < 2 * n; j++) {
          m[i][j] -= factor * m[k][j];
        }
      }
    }
    double[][] inverse = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        inverse[i][j] = m[i][n + j] / m[i][i];
      }
    }
    return inverse;
  }

  private static void ranksBy(double[][] expected, String backbone, Ingredients given) {
    Map<String, Matrix> model = Backbones.create(backbone, given).matrices();
    // As after writing and reading, where rows of matrices are all that is left.
    Map<String, Matrix> read = new LinkedHashMap<>();
    model.forEach((name, matrix) -> read.put(name, matrix.copy()));
    check(expected, Backbones.create(backbone, given).ranker());
    check(
        expected, Backbones.ranker(backbone, read, Histories.of(new int[0][]), Parallel.serial()));
  }

  private static void check(double[][] expected, Ranker ranker) {
    int[] users = IntStream.range(0, USERS).filter(u -> u % 7 != 3).toArray();
    TopK.Result best = ranker.best(users, 12, (q, i) -> TRAIN.contains(users[q], i));
    for (int q = 0; q < users.length; q++) {
      int user = users[q];
      List<Integer> order =
          IntStream.range(0, ITEMS)
              .filter(i -> !TRAIN.contains(user, i))
              .boxed()
              .sorted(Comparator.comparingDouble(i -> -expected[user][i]))
              .toList();
      for (int rank = 0; rank < 12; rank++) {
        assertEquals(expected[user][order.get(rank)], best.score(q, rank), 1e-4);
        assertEquals(expected[user][best.id(q, rank)], best.score(q, rank), 1e-4);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 5, 50})
  void easeWithAllWeightsIsTheClosedForm(double lambda) {
    ranksBy(scores(ease(lambda)), "ease", given(lambda, ITEMS, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 10})
  void easeKeepsTheLargestWeightsOfEachColumn(int most) {
    ranksBy(scores(strongest(ease(5), most)), "ease", given(5, most, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 1000})
  void itemKnnScoresByTheCosinesOfTheNearestNeighbours(int neighbours) {
    double[][] counts = together();
    double[][] cosines = new double[ITEMS][ITEMS];
    for (int i = 0; i < ITEMS; i++) {
      for (int j = 0; j < ITEMS; j++) {
        cosines[i][j] = i == j ? 0 : counts[i][j] / (Math.sqrt(counts[i][i] * counts[j][j]) + 3);
      }
    }
    ranksBy(scores(strongest(cosines, neighbours)), "itemknn", given(1, neighbours, 3));
  }

  @Test
  void popularityIsTheNumberOfUsersInTrain() {
    double[][] scores = new double[USERS][ITEMS];
    for (double[] row : scores) {
      for (int item : TRAIN.itemOf()) {
        row[item]++;
      }
    }
    ranksBy(scores, "popularity", given(1, 1, 0));
  }
}
