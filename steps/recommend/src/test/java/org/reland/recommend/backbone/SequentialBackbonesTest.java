package org.reland.recommend.backbone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reland.linalg.CsrMatrix;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.VectorOps;
import org.reland.neural.Initial;
import org.reland.neural.Weight;
import org.reland.recommend.data.Histories;
import org.reland.recommend.data.UserItems;
import org.reland.recommend.fusion.Rationales;
import org.reland.recommend.ranking.FullRanking;

/** SASRec, GRU4Rec and DuoRec on data so small that everything can be computed twice. */
final class SequentialBackbonesTest {
  private static final int ITEMS = 14;
  private static final int LENGTH = 6;

  static Stream<String> names() {
    return Backbones.names().stream().filter(Backbones::isSequential);
  }

  @ParameterizedTest
  @MethodSource("names")
  void theGradientIsThatOfDifferences(String name) {
    for (boolean features : new boolean[] {false, true}) {
      NextItem backbone =
          (NextItem) Backbones.create(name, given(histories(6, 2), 0.3, features ? texts() : null));
      int[] batch = {0, 2, 3, 5};
      backbone.lossAndGradients(batch, new SplittableRandom(9));
      for (Weight weight : backbone.weights()) {
        float[] gradient = weight.gradient().data().clone();
        var random = new SplittableRandom(4);
        for (int n = 0; n < 12; n++) {
          int i = random.nextInt(gradient.length);
          float value = weight.value().data()[i];
          weight.value().data()[i] = value + 1e-3f;
          double above = backbone.lossAndGradients(batch, new SplittableRandom(9));
          weight.value().data()[i] = value - 1e-3f;
          // Rows start near 0 and are normalised: the loss bends sharply there.
          double tolerance = 3e-3 + 0.02 * Math.abs(gradient[i]);
          double below = backbone.lossAndGradients(batch, new SplittableRandom(9));
          weight.value().data()[i] = value;
          assertEquals(
              (above - below) / 2e-3, gradient[i], tolerance, weight.name() + "[" + i + "]");
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void tenUsersAreLearnedByHeart(String name) {
    Histories histories = histories(10, 7);
    // Users that begin alike cannot be told apart at their first item.
    Backbone backbone = Backbones.create(name, given(histories, 0, null));
    var random = new SplittableRandom(1);
    double first = backbone.trainEpoch(random);
    double last = first;
    for (int epoch = 0; epoch < 400; epoch++) {
      last = backbone.trainEpoch(random);
    }
    assertTrue(last < first / 3, first + " to " + last);
    Histories known = histories.beginnings(u -> histories.length(u) - 1);
    int[][] next = new int[10][];
    Arrays.setAll(next, u -> histories.items(u, histories.length(u) - 1, histories.length(u)));
    FullRanking ranking = new FullRanking(new int[] {1}, Histories.of(next).sets());
    double hits =
        ranking
            .evaluate(Backbones.ranker(name, backbone.matrices(), known, Parallel.serial()))
            .meanHitRatio(0);
    assertTrue(hits >= 0.9, "of ten next items " + 10 * hits + " are ranked first");
  }

  @ParameterizedTest
  @MethodSource("names")
  void aModelArtifactRanksAsTheTrainedBackboneDoes(String name) {
    Histories histories = histories(20, 3);
    Backbone backbone = Backbones.create(name, given(histories, 0.5, texts()));
    backbone.trainEpoch(new SplittableRandom(1));
    int[] users = {0, 7, 19};
    assertArrayEquals(
        backbone.ranker().best(users, 5, (q, item) -> false).ids(),
        Backbones.ranker(name, backbone.matrices(), histories, Parallel.serial())
            .best(users, 5, (q, item) -> false)
            .ids());
  }

  @ParameterizedTest
  @MethodSource("names")
  void aRationaleIsFusedOverFrozenVectorsAndItsGradientIsThatOfDifferences(String name) {
    Histories histories = histories(6, 2);
    NextItem backbone = (NextItem) Backbones.create(name, withRationales(histories));
    backbone.trainEpoch(new SplittableRandom(1));
    Matrix before = backbone.weights().getFirst().value().copy();
    assertTrue(backbone.nextPhase(null));
    backbone.trainEpoch(new SplittableRandom(2));
    assertArrayEquals(before.data(), backbone.weights().getFirst().value().data());
    int[] batch = {0, 2, 3, 5};
    backbone.lossAndGradients(batch, null);
    for (Weight weight : backbone.weights()) {
      if (!weight.name().startsWith("fusion")) {
        continue;
      }
      float[] gradient = weight.gradient().data().clone();
      for (int i = 0; i < gradient.length; i++) {
        float value = weight.value().data()[i];
        weight.value().data()[i] = value + 4e-3f;
        double above = backbone.lossAndGradients(batch, null);
        weight.value().data()[i] = value - 4e-3f;
        double below = backbone.lossAndGradients(batch, null);
        weight.value().data()[i] = value;
        assertEquals((above - below) / 8e-3, gradient[i], 1e-3, weight.name() + "[" + i + "]");
      }
    }
    int[] users = {0, 1, 5};
    assertArrayEquals(
        backbone.ranker().best(users, 5, (q, item) -> false).ids(),
        Backbones.ranker(name, backbone.matrices(), histories, Parallel.serial())
            .best(users, 5, (q, item) -> false)
            .ids());
  }

  /** The second user has no match. */
  private static Ingredients withRationales(Histories histories) {
    Ingredients given = given(histories, 0, texts());
    CsrMatrix matches =
        CsrMatrix.fromTriplets(
            6,
            2,
            new int[] {0, 0, 2, 3, 4, 5},
            new int[] {0, 1, 1, 0, 1, 0},
            new float[] {0.5f, 0.5f, 1, 1, 1, 1});
    return new Ingredients(
        given.train(),
        histories,
        ITEMS,
        texts(),
        new Rationales(matches, Initial.normal(2, 3, 1, new SplittableRandom(6))),
        List.of(),
        null,
        given.settings(),
        given.random(),
        given.parallel());
  }

  @ParameterizedTest
  @MethodSource("names")
  void theSameSeedGivesTheSameBytesForAnyNumberOfThreads(String name) {
    List<Map<String, Matrix>> models =
        Stream.of(1, 2, 3)
            .map(
                threads -> {
                  try (Parallel parallel = Parallel.of(threads)) {
                    Backbone backbone =
                        Backbones.create(name, given(histories(30, 5), 0.4, texts(), parallel));
                    backbone.trainEpoch(new SplittableRandom(3));
                    return backbone.matrices();
                  }
                })
            .toList();
    for (Map<String, Matrix> model : models) {
      model.forEach(
          (part, matrix) ->
              assertArrayEquals(models.getFirst().get(part).data(), matrix.data(), part));
    }
  }

  @Test
  void anotherPrefixWithTheSameNextItemIsDrawnUniformly() {
    Histories histories = Histories.of(new int[][] {{1, 2, 3}, {4, 3, 2}, {2, 2}, {5}, {0, 3}});
    SameTarget same = SameTarget.of(histories, 6);
    var random = new SplittableRandom(1);
    Set<SameTarget.Prefix> seen = new HashSet<>();
    for (int n = 0; n < 200; n++) {
      seen.add(same.draw(0, 2, random));
    }
    assertEquals(Set.of(new SameTarget.Prefix(1, 1), new SameTarget.Prefix(4, 1)), seen);
    seen.clear();
    for (int n = 0; n < 200; n++) {
      seen.add(same.draw(2, 1, random));
    }
    assertEquals(Set.of(new SameTarget.Prefix(0, 1), new SameTarget.Prefix(1, 2)), seen);
  }

  private static Histories histories(int users, long seed) {
    var random = new SplittableRandom(seed);
    int[][] histories = new int[users][];
    Arrays.setAll(
        histories, u -> random.ints(3 + random.nextInt(7), 0, ITEMS).distinct().toArray());
    Arrays.setAll(histories, u -> histories[u].length > 2 ? histories[u] : new int[] {1, 2, 3});
    return Histories.of(histories);
  }

  private static Matrix texts() {
    Matrix texts = Initial.normal(ITEMS, 3, 1, new SplittableRandom(8));
    VectorOps.normalizeRows(texts);
    return texts;
  }

  private static Ingredients given(Histories histories, double dropout, @Nullable Matrix texts) {
    return given(histories, dropout, texts, Parallel.serial());
  }

  private static Ingredients given(
      Histories histories, double dropout, @Nullable Matrix texts, Parallel parallel) {
    UserItems train = histories.sets();
    return new Ingredients(
        train,
        histories,
        ITEMS,
        texts,
        null,
        List.of(),
        null,
        new Hyperparameters(
            8,
            2,
            4,
            5e-3,
            0,
            dropout,
            0,
            0,
            0,
            List.of(),
            0.05,
            0,
            List.of(),
            0,
            new Hyperparameters.Sequence(LENGTH, 2, false, true)),
        purpose -> new SplittableRandom(purpose.hashCode()),
        parallel);
  }
}
