package org.reland.recommend.backbone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reland.linalg.CsrMatrix;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.TopK;
import org.reland.linalg.VectorOps;
import org.reland.neural.Weight;
import org.reland.recommend.TestData;
import org.reland.recommend.data.Histories;
import org.reland.recommend.data.UserItems;
import org.reland.recommend.fusion.Rationales;
import org.reland.recommend.ranking.Ranker;

/** Networks over embeddings: their gradients by differences, their scores written out. */
final class PairwiseBackboneTest {
  private static final int USERS = 6;
  private static final int ITEMS = 9;
  private static final int D = 4;
  private static final int LAYERS = 2;
  private static final UserItems TRAIN = TestData.pairs(USERS, ITEMS, 20, 1);

  private static PairwiseBackbone backbone(String name, boolean texts, double dropout) {
    Matrix itemText = TestData.matrix(ITEMS, 3, 2);
    VectorOps.normalizeRows(itemText);
    CsrMatrix matches =
        CsrMatrix.fromTriplets(
            USERS, 2, new int[] {0, 1, 3, 4}, new int[] {0, 1, 1, 0}, new float[] {1, 1, 1, 1});
    Function<Ingredients, Network> network =
        switch (name) {
          case "ngcf" -> Ngcf::new;
          case "neumf" -> NeuMf::new;
          default -> LightGcn::new;
        };
    PairwiseBackbone backbone =
        new PairwiseBackbone(
            new Ingredients(
                TRAIN,
                ITEMS,
                texts ? itemText : null,
                texts ? new Rationales(matches, TestData.matrix(2, 3, 4)) : null,
                TestSettings.of(D).layers(LAYERS).regularization(0.1).dropout(dropout).build(),
                purpose -> new SplittableRandom(purpose.hashCode()),
                Parallel.serial()),
            network);
    if (name.equals("neumf")) {
      // It starts so near to zero that gradients would be lost in rounding.
      for (Weight weight : backbone.weights()) {
        if (!weight.name().startsWith("fusion")) {
          float[] values = weight.value().data();
          Matrix random = TestData.matrix(1, values.length, values.length);
          Matrix half = new Matrix(1, values.length);
          VectorOps.axpy(0.5f, random.data(), half.data());
          System.arraycopy(half.data(), 0, values, 0, values.length);
        }
      }
    }
    return backbone;
  }

  @ParameterizedTest
  @ValueSource(strings = {"lightgcn", "ngcf", "neumf"})
  void theGradientOfABatchThroughNetworkAndFusionAgreesWithFiniteDifferences(String name) {
    PairwiseBackbone model = backbone(name, true, 0);
    agrees(model);
    model.nextPhase(null);
    agrees(model);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ngcf", "neumf"})
  void theGradientAgreesUnderTheSameDropout(String name) {
    agrees(backbone(name, false, 0.3));
  }

  /**
   * Between the differences to the left and to the right: where a ReLU bends in between, the two
   * are the slopes on its sides, and else they are equal.
   */
  private static void agrees(PairwiseBackbone model) {
    double here = loss(model);
    Map<String, Matrix> gradients = new LinkedHashMap<>();
    model.weights().forEach(w -> gradients.put(w.name(), w.gradient().copy()));
    for (Weight weight : model.weights()) {
      float[] values = weight.value().data();
      float h = 1e-3f;
      for (int i = 0; i < values.length; i++) {
        float kept = values[i];
        values[i] = kept + h;
        double right = (loss(model) - here) / h;
        values[i] = kept - h;
        double left = (here - loss(model)) / h;
        values[i] = kept;
        double analytic = gradients.get(weight.name()).data()[i];
        double nearest = Math.clamp(analytic, Math.min(left, right), Math.max(left, right));
        assertEquals(nearest, analytic, 3e-4 + 3e-3 * Math.abs(nearest), weight.name() + " " + i);
      }
    }
  }

  private static double loss(PairwiseBackbone model) {
    Triples.Batch batch =
        new Triples.Batch(
            new int[] {0, 1, 2, 5, 0}, new int[] {3, 1, 8, 2, 4}, new int[] {0, 2, 5, 7, 8});
    return model.lossAndGradients(batch, new SplittableRandom(6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ngcf", "neumf"})
  void theRankerScoresAsTheDefinitionDoes(String name) {
    PairwiseBackbone model = backbone(name, false, 0.5);
    Map<String, Matrix> matrices = model.matrices();
    double[][] expected = name.equals("ngcf") ? ngcf(matrices) : neuMf(matrices);
    check(expected, model.ranker());
    check(
        expected, Backbones.ranker(name, matrices, Histories.of(new int[0][]), Parallel.serial()));
  }

  private static void check(double[][] expected, Ranker ranker) {
    int[] users = IntStream.range(0, USERS).toArray();
    TopK.Result all = ranker.best(users, ITEMS, (q, i) -> false);
    for (int u = 0; u < USERS; u++) {
      for (int rank = 0; rank < ITEMS; rank++) {
        assertEquals(expected[u][all.id(u, rank)], all.score(u, rank), 1e-4);
        assertEquals(true, rank == 0 || all.score(u, rank - 1) >= all.score(u, rank));
      }
    }
  }

  /** Node by node, in double precision. */
  private static double[][] ngcf(Map<String, Matrix> model) {
    int nodes = USERS + ITEMS;
    double[][] e = rows(model.get("embedding"));
    double[][] scores = new double[USERS][ITEMS];
    add(e, scores);
    for (int l = 1; l <= LAYERS; l++) {
      double[][] w = rows(model.get("layer-%d.weights".formatted(l)));
      double[] b = rows(model.get("layer-%d.bias".formatted(l)))[0];
      double[][] next = new double[nodes][D];
      for (int r = 0; r < nodes; r++) {
        double[] s = neighbours(e, r);
        double square = 0;
        for (int j = 0; j < D; j++) {
          double z = b[j];
          for (int k = 0; k < D; k++) {
            z += (e[r][k] + s[k]) * w[k][j] + e[r][k] * s[k] * w[D + k][j];
          }
          next[r][j] = z > 0 ? z : 0.2 * z;
          square += next[r][j] * next[r][j];
        }
        for (int j = 0; j < D; j++) {
          next[r][j] /= Math.sqrt(square);
        }
      }
      add(next, scores);
      e = next;
    }
    return scores;
  }

  private static double[] neighbours(double[][] e, int node) {
    double[] sum = new double[D];
    for (int other = 0; other < USERS + ITEMS; other++) {
      if (linked(node, other)) {
        for (int j = 0; j < D; j++) {
          sum[j] += e[other][j] / Math.sqrt((double) degree(node) * degree(other));
        }
      }
    }
    return sum;
  }

  private static boolean linked(int a, int b) {
    int user = Math.min(a, b);
    int item = Math.max(a, b) - USERS;
    return user < USERS && item >= 0 && TRAIN.contains(user, item);
  }

  private static long degree(int node) {
    return IntStream.range(0, USERS + ITEMS).filter(other -> linked(node, other)).count();
  }

  private static void add(double[][] block, double[][] scores) {
    for (int u = 0; u < USERS; u++) {
      for (int i = 0; i < ITEMS; i++) {
        for (int j = 0; j < D; j++) {
          scores[u][i] += block[u][j] * block[USERS + i][j];
        }
      }
    }
  }

  private static double[][] neuMf(Map<String, Matrix> model) {
    double[][] e = rows(model.get("embedding"));
    double[] output = rows(model.get("output"))[0];
    double[][] scores = new double[USERS][ITEMS];
    for (int u = 0; u < USERS; u++) {
      for (int i = 0; i < ITEMS; i++) {
        double[] x = new double[2 * D];
        for (int j = 0; j < D; j++) {
          scores[u][i] += output[j] * e[u][j] * e[USERS + i][j];
          x[j] = e[u][D + j];
          x[D + j] = e[USERS + i][D + j];
        }
        double[] top = perceptron(perceptron(x, model, 1), model, 2);
        for (int j = 0; j < D; j++) {
          scores[u][i] += output[D + j] * top[j];
        }
      }
    }
    return scores;
  }

  private static double[] perceptron(double[] x, Map<String, Matrix> model, int layer) {
    double[][] w = rows(model.get("mlp-%d.weights".formatted(layer)));
    double[] y = rows(model.get("mlp-%d.bias".formatted(layer)))[0].clone();
    for (int j = 0; j < y.length; j++) {
      for (int k = 0; k < x.length; k++) {
        y[j] += x[k] * w[k][j];
      }
      y[j] = Math.max(0, y[j]);
    }
    return y;
  }

  private static double[][] rows(Matrix matrix) {
    double[][] rows = new double[matrix.rows()][matrix.cols()];
    for (int r = 0; r < rows.length; r++) {
      for (int j = 0; j < matrix.cols(); j++) {
        rows[r][j] = matrix.get(r, j);
      }
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(strings = {"lightgcn", "neumf"})
  void textsAddTheirInnerProductToEveryScore(String name) {
    Network network = name.equals("neumf") ? new NeuMf(plain()) : new LightGcn(plain());
    EmbeddingScoring alone = network.scoring(network.embedding().value());
    Matrix ofUsers = TestData.matrix(USERS, 3, 11);
    Matrix ofItems = TestData.matrix(ITEMS, 3, 12);
    int[] users = IntStream.range(0, USERS).toArray();
    TopK.Result before = alone.ranker(Parallel.serial()).best(users, ITEMS, (q, i) -> false);
    double[][] expected = new double[USERS][ITEMS];
    for (int u = 0; u < USERS; u++) {
      for (int rank = 0; rank < ITEMS; rank++) {
        int item = before.id(u, rank);
        expected[u][item] =
            before.score(u, rank) + VectorOps.dot(ofUsers.row(u), ofItems.row(item));
      }
    }
    check(expected, alone.beside(ofUsers, ofItems).ranker(Parallel.serial()));
  }

  private static Ingredients plain() {
    return new Ingredients(
        TRAIN,
        ITEMS,
        null,
        null,
        TestSettings.of(D).build(),
        purpose -> new SplittableRandom(purpose.hashCode()),
        Parallel.serial());
  }
}
