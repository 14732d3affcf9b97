package org.reland.recommend.backbone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.VectorOps;
import org.reland.neural.Weight;
import org.reland.recommend.fusion.AttentionFusion;
import org.reland.recommend.fusion.PastRationales;
import org.reland.recommend.ranking.Ranker;

/**
 * A network over embeddings of users and items that learns from triples, in all its variants.
 *
 * <p>A rationale enters by Eq. 5 at the users' ego vectors, before the network. The vector of a
 * user is [embedding; text]: the embedding's part of z_u is learned, in a second phase in which the
 * network stands still; its text part is the rationale's own text vector times a factor, beside the
 * user's own history in words. Learning both at once made the rationale, which was matched by the
 * very interactions that are learned, crowd out the embeddings. What counts how much, down to not
 * at all, is chosen on validation.
 */
final class PairwiseBackbone implements Backbone {
  /** Rows of the table in one chunk of work. */
  private static final int CHUNK = 1024;

  private final Ingredients given;
  private final Parallel parallel;
  private final int users;
  private final Triples triples;
  private final Network network;
  private final Weight embedding;
  private final TextBlend blend;
  private final Matrix fused;

  PairwiseBackbone(Ingredients given, Function<Ingredients, Network> untrained) {
    this.given = given;
    this.parallel = given.parallel();
    users = given.users();
    triples = new Triples(given.train(), given.items());
    network = untrained.apply(given);
    embedding = network.embedding();
    int d = embedding.value().cols();
    blend = new TextBlend(given, d);
    fused = new Matrix(embedding.value().rows(), d);
  }

  @Override
  public boolean nextPhase(@Nullable ToDoubleFunction<Ranker> validation) {
    return blend.fuse(this::ranker, validation);
  }

  @Override
  public List<Weight> weights() {
    List<Weight> weights = ofNetwork();
    weights.addAll(blend.weights());
    return weights;
  }

  private List<Weight> ofNetwork() {
    List<Weight> weights = new ArrayList<>(List.of(embedding));
    weights.addAll(network.layers());
    return weights;
  }

  @Override
  public double trainEpoch(RandomGenerator random) {
    double[] sum = new double[1];
    triples.epoch(
        given.settings().batchSize(),
        random,
        batch -> {
          sum[0] += lossAndGradients(batch, random) * batch.size();
          learning().forEach(weight -> weight.step(parallel));
        });
    return sum[0] / Math.max(1, triples.count());
  }

  private List<Weight> learning() {
    return blend.active() == null ? ofNetwork() : blend.weights();
  }

  /** The loss of a batch; afterwards every weight's gradient is set. */
  double lossAndGradients(Triples.Batch batch, RandomGenerator random) {
    AttentionFusion fusion = blend.active();
    PastRationales past = given.past();
    if (fusion != null && past != null) {
      // A user has one rationale at a time: of a batch its other positives are left out.
      Triples.Batch kept = batch.onePositiveEach();
      return lossAndGradients(kept, fusion.over(past.of(withoutPositives(kept, past))), random);
    }
    if (fusion != null && given.settings().rationaleDropout() > 0) {
      int[] seen =
          RationaleDropout.of(IntStream.range(0, users).toArray(), given.settings(), random);
      return lossAndGradients(batch, fusion.over(seen), random);
    }
    return lossAndGradients(batch, fusion, random);
  }

  /** By user: the row of its rationale without the positive of the batch. */
  private int[] withoutPositives(Triples.Batch batch, PastRationales past) {
    int[] seen = IntStream.range(0, users).toArray();
    for (int b = 0; b < batch.size(); b++) {
      seen[batch.users()[b]] = past.without(batch.users()[b], batch.positives()[b]);
    }
    return seen;
  }

  private double lossAndGradients(
      Triples.Batch batch, @Nullable AttentionFusion fusion, RandomGenerator random) {
    Triples.Batch rows =
        new Triples.Batch(batch.users(), rows(batch.positives()), rows(batch.negatives()));
    double loss = network.lossAndGradients(ego(fusion), rows, random);
    Matrix gradient = embedding.gradient();
    if (fusion != null) {
      fusion.backward(embedding.value(), gradient);
    }
    return loss + regularize(rows, gradient);
  }

  private int[] rows(int[] items) {
    return Arrays.stream(items).map(item -> users + item).toArray();
  }

  /** What the network sees in place of the embeddings; these themselves where nothing is fused. */
  private Matrix ego(@Nullable AttentionFusion fusion) {
    if (fusion == null) {
      return embedding.value();
    }
    System.arraycopy(embedding.value().data(), 0, fused.data(), 0, fused.data().length);
    fusion.forward(fused);
    return fused;
  }

  /**
   * L2 on the ego embeddings of a batch, with its gradient: as often as a row comes in the batch,
   * but row after row, as memory likes it.
   */
  private double regularize(Triples.Batch batch, Matrix gradient) {
    float factor = (float) (given.settings().regularization() / batch.size());
    if (factor == 0) {
      return 0;
    }
    float[] e = embedding.value().data();
    int d = embedding.value().cols();
    int[] times = new int[embedding.value().rows()];
    for (int[] rows : List.of(batch.users(), batch.positives(), batch.negatives())) {
      for (int row : rows) {
        times[row]++;
      }
    }
    float[] squares = new float[times.length];
    parallel.forEach(
        (times.length + CHUNK - 1) / CHUNK,
        chunk -> {
          for (int r = chunk * CHUNK; r < Math.min(times.length, (chunk + 1) * CHUNK); r++) {
            if (times[r] > 0) {
              squares[r] = VectorOps.dot(e, r * d, e, r * d, d);
            }
            for (int n = 0; n < times[r]; n++) {
              VectorOps.axpy(factor, e, r * d, gradient.data(), r * d, d);
            }
          }
        });
    return penalty(factor, squares, batch.users())
        + penalty(factor, squares, batch.positives())
        + penalty(factor, squares, batch.negatives());
  }

  private static double penalty(float factor, float[] squares, int[] rows) {
    double sum = 0;
    for (int row : rows) {
      sum += squares[row];
    }
    return factor * sum / 2;
  }

  @Override
  public Ranker ranker() {
    return scoring().ranker(parallel);
  }

  @Override
  public Map<String, Matrix> matrices() {
    Map<String, Matrix> matrices = new LinkedHashMap<>();
    weights().forEach(weight -> matrices.put(weight.name(), weight.value()));
    scoring().addTo(matrices);
    return matrices;
  }

  private Scoring scoring() {
    return blend.beside(network.scoring(ego(blend.active())));
  }

  @Override
  public double measure(ToDoubleFunction<Ranker> validation) {
    return blend.measure(this::ranker, validation);
  }

  @Override
  public void choose(ToDoubleFunction<Ranker> validation) {
    blend.choose(this::ranker, validation);
  }

  @Override
  public Map<String, Double> facts() {
    AttentionFusion fusion = blend.active();
    if (fusion != null) {
      ego(fusion);
    }
    return blend.facts();
  }
}
