package org.reland.recommend.backbone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reland.linalg.CrossEntropy;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.SparseBias;
import org.reland.neural.Packing;
import org.reland.neural.SequenceTrunk;
import org.reland.neural.Weight;
import org.reland.recommend.data.Histories;
import org.reland.recommend.data.Shuffle;
import org.reland.recommend.fusion.AttentionFusion;
import org.reland.recommend.fusion.PastRationales;
import org.reland.recommend.ranking.Ranker;

/**
 * What the sequential recommenders share: a trunk turns the items so far into a vector, and its
 * inner products with the vectors of all items are the logits of the next one. One pass over a
 * sequence trains all its positions, which are the same targets as a sample for every prefix, with
 * the softmax over the whole catalogue.
 *
 * <p>A rationale enters by Eq. 5 at the sequence's vector, in a second phase in which everything
 * else stands still: it was matched by the very interactions that are learned, and learned at once
 * with them it crowds them out. Beside the score stand the texts themselves, of the own history and
 * of the rationale. What counts how much, down to not at all, is chosen on validation.
 */
final class NextItem implements Backbone {
  private final Ingredients given;
  private final Histories train;
  private final SequenceTrunk trunk;
  private final @Nullable Auxiliary auxiliary;
  private final ItemTable items;
  private final Parallel parallel;
  private final TextBlend blend;
  private final @Nullable Repeats repeats;
  private final int[] learners;

  /** A loss beside that of the next item. */
  @FunctionalInterface
  interface Auxiliary {
    /**
     * Adds its gradients to those of the trunk's weights and of the items' vectors.
     *
     * @param batch users
     * @return the loss, as it counts
     */
    double lossAndGradients(
        int[] batch, Matrix vectors, Matrix vectorGradient, RandomGenerator random);
  }

  NextItem(Ingredients given, SequenceTrunk trunk, @Nullable Auxiliary auxiliary) {
    this.given = given;
    this.train = Objects.requireNonNull(given.histories(), "histories");
    this.trunk = trunk;
    this.auxiliary = auxiliary;
    this.parallel = given.parallel();
    Hyperparameters settings = given.settings();
    items =
        new ItemTable(
            given.items(),
            settings.dimensions(),
            given.itemText() == null
                ? null
                : TextScale.of(given.itemText()).apply(given.itemText()),
            settings.learningRate(),
            given.random().apply("embedding"),
            parallel);
    blend = new TextBlend(given, settings.dimensions());
    repeats = settings.sequence().repeatBias() ? new Repeats(settings.learningRate()) : null;
    learners = IntStream.range(0, train.users()).filter(u -> train.length(u) > 1).toArray();
  }

  @Override
  public List<Weight> weights() {
    List<Weight> weights = ofBase();
    weights.addAll(blend.weights());
    return weights;
  }

  private List<Weight> ofBase() {
    List<Weight> weights = new ArrayList<>(items.weights());
    weights.addAll(trunk.weights());
    if (repeats != null) {
      weights.addAll(repeats.weights());
    }
    return weights;
  }

  @Override
  public boolean nextPhase(@Nullable ToDoubleFunction<Ranker> validation) {
    return blend.fuse(this::ranker, validation);
  }

  @Override
  public double trainEpoch(RandomGenerator random) {
    int[] order = learners.clone();
    Shuffle.shuffle(order, random);
    double sum = 0;
    int size = given.settings().batchSize();
    for (int from = 0; from < order.length; from += size) {
      int[] batch = Arrays.copyOfRange(order, from, Math.min(order.length, from + size));
      sum += lossAndGradients(batch, random) * batch.length;
      learning().forEach(weight -> weight.step(parallel));
    }
    return sum / Math.max(1, order.length);
  }

  private List<Weight> learning() {
    return blend.active() == null ? ofBase() : blend.weights();
  }

  /** The loss of a batch of users; afterwards the gradients of all that learns now are set. */
  double lossAndGradients(int[] batch, @Nullable RandomGenerator random) {
    trunk.weights().forEach(weight -> Arrays.fill(weight.gradient().data(), 0));
    Matrix vectors = items.vectors();
    Matrix vectorGradient = items.cleared();
    Packing packing =
        Packing.of(
            Arrays.stream(batch).map(u -> Math.min(train.length(u) - 1, length())).toArray());
    int[] inputs = new int[packing.rows()];
    int[] targets = new int[packing.rows()];
    int[] starts = new int[batch.length];
    for (int s = 0; s < batch.length; s++) {
      int first = train.length(batch[s]) - 1 - packing.length(s);
      starts[s] = first;
      for (int t = 0; t < packing.length(s); t++) {
        inputs[packing.from(s) + t] = train.item(batch[s], first + t);
        targets[packing.from(s) + t] = train.item(batch[s], first + t + 1);
      }
    }
    Matrix hidden = trunk.forward(ItemTable.rows(vectors, inputs), packing, random);
    Matrix gradient = new Matrix(hidden.rows(), hidden.cols());
    @Nullable SparseBias bias = repeats == null ? null : repeats.of(train, batch, starts, packing);
    AttentionFusion fusion = blend.active();
    if (fusion != null) {
      AttentionFusion layer = seen(fusion, batch, starts, packing, random);
      Matrix plain = hidden.copy();
      layer.forward(hidden);
      double loss =
          CrossEntropy.lossAndGradient(hidden, vectors, targets, bias, gradient, null, parallel);
      layer.backward(plain, gradient);
      return loss;
    }
    double loss =
        CrossEntropy.lossAndGradient(
            hidden, vectors, targets, bias, gradient, vectorGradient, parallel);
    if (repeats != null && bias != null) {
      repeats.backward(bias);
    }
    ItemTable.addRows(trunk.backward(gradient), inputs, vectorGradient);
    if (auxiliary != null && random != null) {
      loss += auxiliary.lossAndGradients(batch, vectors, vectorGradient, random);
    }
    items.backward();
    return loss;
  }

  /** The layer over the rows of a batch. */
  private AttentionFusion seen(
      AttentionFusion fusion,
      int[] batch,
      int[] starts,
      Packing packing,
      @Nullable RandomGenerator random) {
    PastRationales past = given.past();
    int[] rows = packing.spread(batch);
    if (past == null) {
      return fusion.over(RationaleDropout.of(rows, given.settings(), random));
    }
    for (int s = 0; s < batch.length; s++) {
      for (int t = 0; t < packing.length(s); t++) {
        rows[packing.from(s) + t] = past.upTo(batch[s], starts[s] + t);
      }
    }
    return fusion.over(past.of(rows));
  }

  private int length() {
    return given.settings().sequence().length();
  }

  /** The users' vectors as the trunk makes them. */
  private Matrix hidden() {
    return SequenceVectors.of(trunk, items.vectors(), train, length());
  }

  /** These vectors, with the rationales fused in where they are. */
  private ScoringVectors fused(Matrix hidden) {
    Matrix users = hidden.copy();
    AttentionFusion fusion = blend.active();
    if (fusion != null) {
      fusion.forward(users);
    }
    return new ScoringVectors(users, items.vectors().copy());
  }

  @Override
  public Ranker ranker() {
    return ranker(hidden());
  }

  private Ranker ranker(Matrix hidden) {
    ScoringVectors alone = fused(hidden);
    AttentionFusion fusion = blend.active();
    return SequenceVectors.ranker(
        alone,
        blend.weighed(alone),
        fusion == null ? new float[users()] : fusion.shares(),
        repeats == null ? null : repeats.value(),
        given.train(),
        parallel);
  }

  private int users() {
    return train.users();
  }

  @Override
  public double measure(ToDoubleFunction<Ranker> validation) {
    Matrix hidden = hidden();
    return blend.measure(() -> ranker(hidden), validation);
  }

  @Override
  public void choose(ToDoubleFunction<Ranker> validation) {
    Matrix hidden = hidden();
    blend.choose(() -> ranker(hidden), validation);
  }

  @Override
  public Map<String, Double> facts() {
    fused(hidden());
    Map<String, Double> facts = new LinkedHashMap<>(blend.facts());
    if (repeats != null) {
      facts.put("repeat_bias", (double) repeats.value());
    }
    return facts;
  }

  @Override
  public Map<String, Matrix> matrices() {
    Map<String, Matrix> matrices = new LinkedHashMap<>();
    trunk.weights().forEach(weight -> matrices.put(weight.name(), weight.value()));
    matrices.put(SequenceVectors.ITEMS, items.vectors());
    if (items.weights().size() > 1) {
      items.weights().forEach(weight -> matrices.put(weight.name(), weight.value()));
    }
    matrices.put(SequenceVectors.SHAPE, SequenceVectors.shape(given.settings()));
    WeighedTexts texts = blend.weighed(fused(hidden()));
    if (texts != null) {
      texts.addTo(matrices);
    }
    AttentionFusion fusion = blend.active();
    if (fusion != null) {
      fusion.frozen().addTo(matrices);
    }
    if (repeats != null) {
      repeats.addTo(matrices);
    }
    return matrices;
  }
}
