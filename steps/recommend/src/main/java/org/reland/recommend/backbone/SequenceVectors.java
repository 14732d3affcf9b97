package org.reland.recommend.backbone;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reland.kit.error.BadDataException;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.neural.Packing;
import org.reland.neural.SequenceTrunk;
import org.reland.neural.Weight;
import org.reland.recommend.data.Histories;
import org.reland.recommend.data.UserItems;
import org.reland.recommend.fusion.FrozenFusion;
import org.reland.recommend.ranking.DotProductRanker;
import org.reland.recommend.ranking.Ranker;
import org.reland.recommend.ranking.RepeatRanker;

/**
 * From a trained sequential model to a ranking: the users' vectors follow from their histories, so
 * that the same model serves whatever has happened by now.
 */
final class SequenceVectors {
  /** The items' vectors, items x d, in a model. */
  static final String ITEMS = "scoring.items";

  /** What the trunk is to be built like, in one row. */
  static final String SHAPE = "scoring.trunk";

  /** Rows at a time, about: bounds the memory, changes no result. */
  private static final int BLOCK = 4096;

  private SequenceVectors() {}

  /**
   * What the trunk makes of every history.
   *
   * @param length of the newest part that it sees
   * @return users x d; zeros for an empty history
   */
  static Matrix of(SequenceTrunk trunk, Matrix items, Histories histories, int length) {
    int d = items.cols();
    Matrix vectors = new Matrix(histories.users(), d);
    int[] users =
        IntStream.range(0, histories.users()).filter(u -> histories.length(u) > 0).toArray();
    int to;
    for (int from = 0; from < users.length; from = to) {
      to = from;
      int rows = 0;
      while (to < users.length && rows < BLOCK) {
        rows += Math.min(length, histories.length(users[to++]));
      }
      int[] block = Arrays.copyOfRange(users, from, to);
      Packing packing =
          Packing.of(
              Arrays.stream(block).map(u -> Math.min(length, histories.length(u))).toArray());
      int[] inputs =
          Arrays.stream(block)
              .flatMap(
                  u ->
                      Arrays.stream(
                          histories.items(
                              u, Math.max(0, histories.length(u) - length), histories.length(u))))
              .toArray();
      Matrix hidden = trunk.forward(ItemTable.rows(items, inputs), packing, null);
      for (int s = 0; s < block.length; s++) {
        hidden.copyRow(packing.from(s + 1) - 1, vectors.data(), block[s] * d);
      }
    }
    return vectors;
  }

  /** As it is written into a model. */
  static Matrix shape(Hyperparameters settings) {
    Hyperparameters.Sequence sequence = settings.sequence();
    return Matrix.of(
        new float[] {
          settings.dimensions(),
          settings.layers(),
          sequence.length(),
          sequence.heads(),
          sequence.normFirst() ? 1 : 0
        },
        1,
        5);
  }

  /**
   * Ranks by inner products, with the texts beside them.
   *
   * @param alone the vectors without texts
   * @param shares the attention on each user's rationale
   * @param repeatBias what is added to the score of an item that a user has already
   * @param known what each user has
   */
  static Ranker ranker(
      ScoringVectors alone,
      @Nullable WeighedTexts texts,
      float[] shares,
      @Nullable Float repeatBias,
      UserItems known,
      Parallel parallel) {
    ScoringVectors all =
        texts == null
            ? alone
            : alone.beside(texts.ofUsers(texts.ownWords(known, parallel), shares), texts.items());
    DotProductRanker others = new DotProductRanker(all.users(), all.items(), parallel);
    return repeatBias == null
        ? others
        : new RepeatRanker(others, all.users(), all.items(), known, repeatBias);
  }

  /**
   * Ranks by a model artifact.
   *
   * @param untrained a trunk of the model's dimensions, layers and sequence
   */
  static Ranker ranker(
      Map<String, Matrix> model,
      Function<Hyperparameters, SequenceTrunk> untrained,
      Histories histories,
      Parallel parallel) {
    Matrix shape = part(model, SHAPE);
    Matrix items = part(model, ITEMS);
    Hyperparameters settings =
        Hyperparameters.trained(
            (int) shape.get(0, 0),
            (int) shape.get(0, 1),
            new Hyperparameters.Sequence(
                (int) shape.get(0, 2), (int) shape.get(0, 3), shape.get(0, 4) > 0, false));
    SequenceTrunk trunk = untrained.apply(settings);
    for (Weight weight : trunk.weights()) {
      Matrix value = part(model, weight.name());
      if (value.data().length != weight.value().data().length) {
        throw new BadDataException(
            "the model's %s holds %d numbers, not %d: train it again"
                .formatted(weight.name(), value.data().length, weight.value().data().length));
      }
      System.arraycopy(value.data(), 0, weight.value().data(), 0, value.data().length);
    }
    Matrix users = of(trunk, items, histories, settings.sequence().length());
    float[] shares =
        FrozenFusion.in(model)
            .map(fusion -> fusion.apply(users))
            .orElseGet(() -> new float[users.rows()]);
    return ranker(
        new ScoringVectors(users, items),
        WeighedTexts.in(model).orElse(null),
        shares,
        Repeats.in(model),
        histories.sets(),
        parallel);
  }

  private static Matrix part(Map<String, Matrix> model, String name) {
    Matrix matrix = model.get(name);
    if (matrix == null) {
      throw new BadDataException(
          "the model lacks %s; it has %s: train it again".formatted(name, model.keySet()));
    }
    return matrix;
  }
}
