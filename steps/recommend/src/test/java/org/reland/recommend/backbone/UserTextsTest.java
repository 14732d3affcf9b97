package org.reland.recommend.backbone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.reland.linalg.BipartiteGraph;
import org.reland.linalg.CsrMatrix;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.recommend.TestData;
import org.reland.recommend.data.UserItems;
import org.reland.recommend.fusion.AttentionFusion;
import org.reland.recommend.fusion.Rationales;

/** The scores with texts, against sums over users, items and dimensions written out. */
final class UserTextsTest {
  private static final int USERS = 7;
  private static final int ITEMS = 6;
  private static final int TEXT = 3;
  private static final int SEEDS = 4;
  private static final int WITHOUT_MATCH = 2;

  private final UserItems train = TestData.pairs(USERS, ITEMS, 18, 3);
  private final Matrix itemText = TestData.matrix(ITEMS, TEXT, 5);
  private final Matrix seedText = TestData.matrix(SEEDS, TEXT, 6);
  private final CsrMatrix adjacency =
      BipartiteGraph.normalizedAdjacency(USERS, ITEMS, train.userOf(), train.itemOf());
  private final FeatureBlock block = FeatureBlock.of(train, itemText, adjacency, Parallel.serial());
  private final ScoringVectors embeddings =
      new ScoringVectors(TestData.matrix(USERS, 4, 7), TestData.matrix(ITEMS, 4, 8));
  private final Rationales rationales = rationales(seedText);

  private static Rationales rationales(Matrix seedText) {
    int[] users = {0, 1, 3, 4, 5, 6};
    int[] seeds = {1, 0, 3, 2, 1, 0};
    float[] ones = {1, 1, 1, 1, 1, 1};
    return new Rationales(CsrMatrix.fromTriplets(USERS, SEEDS, users, seeds, ones), seedText);
  }

  private static double dot(Matrix a, int row, Matrix b, int other) {
    double sum = 0;
    for (int j = 0; j < a.cols(); j++) {
      sum += (double) a.get(row, j) * b.get(other, j);
    }
    return sum;
  }

  private static double meanSquare(Matrix users, Matrix items) {
    double sum = 0;
    for (int u = 0; u < USERS; u++) {
      for (int i = 0; i < ITEMS; i++) {
        sum += Math.pow(dot(users, u, items, i), 2);
      }
    }
    return sum / USERS / ITEMS;
  }

  private double unit(Matrix texts) {
    return Math.sqrt(
        meanSquare(embeddings.users(), embeddings.items()) / meanSquare(texts, block.items()));
  }

  /** Adds {@code weight} times a row. */
  private static void add(double weight, Matrix from, int row, double[] sum) {
    for (int j = 0; j < sum.length; j++) {
      sum[j] += weight * from.get(row, j);
    }
  }

  private static void sameDirection(double[] expected, Matrix actual, int row) {
    double length = 0;
    for (double x : expected) {
      length += x * x;
    }
    for (int j = 0; j < expected.length; j++) {
      double unit = length == 0 ? 0 : expected[j] / Math.sqrt(length);
      assertEquals(unit, actual.get(row, j), 1e-5, "row " + row + ", dimension " + j);
    }
  }

  @Test
  void aUsersTextIsTheMeanOfTheHistorysTexts() {
    Matrix texts = TextScale.of(itemText).apply(itemText);
    for (int u = 0; u < USERS; u++) {
      double[] sum = new double[TEXT];
      for (int e = 0; e < train.size(); e++) {
        add(train.userOf()[e] == u ? 1 : 0, texts, train.itemOf()[e], sum);
      }
      sameDirection(sum, block.users(), u);
    }
  }

  @Test
  void anItemsTextIsItsOwnAndThatOfTheItemsTwoHopsAway() {
    Matrix texts = TextScale.of(itemText).apply(itemText);
    double[][] dense = new double[USERS + ITEMS][USERS + ITEMS];
    for (int r = 0; r < dense.length; r++) {
      for (int e = adjacency.rowPointers()[r]; e < adjacency.rowPointers()[r + 1]; e++) {
        dense[r][adjacency.columns()[e]] = adjacency.values()[e];
      }
    }
    for (int i = 0; i < ITEMS; i++) {
      double[] sum = new double[TEXT];
      add(1, texts, i, sum);
      for (int other = 0; other < ITEMS; other++) {
        double paths = 0;
        for (int u = 0; u < USERS; u++) {
          paths += dense[USERS + i][u] * dense[u][USERS + other];
        }
        add(paths, texts, other, sum);
      }
      sameDirection(sum, block.items(), i);
    }
  }

  @Test
  void ownWordsAddTheirCosineInUnitsOfTheEmbeddingScore() {
    UserTexts texts = new UserTexts(block, null, Parallel.serial());
    ScoringVectors both =
        (ScoringVectors)
            texts.beside(embeddings, new Blend(false, 0.7, 9), null, Parallel.serial());
    for (int u = 0; u < USERS; u++) {
      for (int i = 0; i < ITEMS; i++) {
        double expected =
            dot(embeddings.users(), u, embeddings.items(), i)
                + 0.7 * unit(block.users()) * dot(block.users(), u, block.items(), i);
        assertEquals(expected, dot(both.users(), u, both.items(), i), 1e-4);
      }
    }
  }

  @Test
  void theRationaleTakesItsShareOfTheTextPartAndWeighsAsSetOnAverage() {
    AttentionFusion fusion =
        new AttentionFusion(rationales, 4, 0.01, new SplittableRandom(1), Parallel.serial());
    fusion.forward(TestData.matrix(USERS, 4, 9));
    Matrix ofUsers = new Matrix(USERS, TEXT);
    Matrix scaled = block.scale().around(seedText).apply(seedText);
    rationales.matches().multiply(scaled, ofUsers, Parallel.serial());
    UserTexts texts = new UserTexts(block, rationales, Parallel.serial());
    ScoringVectors both =
        (ScoringVectors)
            texts.beside(embeddings, new Blend(true, 0.7, 1.5), fusion, Parallel.serial());
    double meanShare = 0;
    for (int u = 0; u < USERS; u++) {
      meanShare += u == WITHOUT_MATCH ? 0 : fusion.rationaleShare(u) / (USERS - 1.0);
    }
    for (int u = 0; u < USERS; u++) {
      double share = u == WITHOUT_MATCH ? 0 : fusion.rationaleShare(u);
      for (int i = 0; i < ITEMS; i++) {
        double expected =
            dot(embeddings.users(), u, embeddings.items(), i)
                + (1 - share) * 0.7 * unit(block.users()) * dot(block.users(), u, block.items(), i)
                + share / meanShare * 1.5 * unit(ofUsers) * dot(ofUsers, u, block.items(), i);
        assertEquals(expected, dot(both.users(), u, both.items(), i), 1e-4);
      }
    }
  }
}
