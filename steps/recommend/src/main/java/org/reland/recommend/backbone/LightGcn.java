package org.reland.recommend.backbone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.reland.linalg.BipartiteGraph;
import org.reland.linalg.Bpr;
import org.reland.linalg.CsrMatrix;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.Propagation;
import org.reland.linalg.VectorOps;
import org.reland.linalg.Xavier;
import org.reland.neural.Weight;
import org.reland.recommend.data.ActivityQuartiles;
import org.reland.recommend.fusion.AttentionFusion;
import org.reland.recommend.ranking.Ranker;

/**
 * LightGCN (He et al., SIGIR 2020): embeddings propagated over the user-item graph, inner products,
 * BPR. The whole graph is propagated for every batch, and the gradient is exact.
 *
 * <p>A rationale enters by Eq. 5 at the users' ego vectors, before propagation. The vector of a
 * user is [embedding; text]: the embedding's part of z_u is learned, in a second phase in which the
 * embeddings stand still; its text part is the rationale's own text vector times a factor, beside
 * the user's own history in words. Learning both at once made the rationale, which was matched by
 * the very interactions that are learned, crowd out the embeddings. What counts how much, down to
 * not at all, is chosen on validation.
 */
final class LightGcn implements Backbone {
  private final Ingredients given;
  private final Parallel parallel;
  private final int users;
  private final int nodes;
  private final Triples triples;
  private final Propagation propagation;
  private final Weight embedding;
  private final @Nullable AttentionFusion fusion;
  private final @Nullable UserTexts texts;
  private Blend blend;
  private final Matrix ego;
  private final Matrix output;
  private final Matrix outputGradient;

  LightGcn(Ingredients given) {
    this.given = given;
    this.parallel = given.parallel();
    users = given.users();
    nodes = users + given.items();
    triples = new Triples(given.train(), given.items());
    Hyperparameters settings = given.settings();
    CsrMatrix adjacency =
        BipartiteGraph.normalizedAdjacency(
            users, given.items(), given.train().userOf(), given.train().itemOf());
    propagation = new Propagation(adjacency, settings.layers());
    blend = new Blend(false, settings.featureWeight(), settings.rationaleWeight());
    int d = settings.dimensions();
    embedding = Weight.of("embedding", initial(d), settings.learningRate());
    fusion =
        given.rationales() == null
            ? null
            : new AttentionFusion(
                given.rationales(),
                d,
                settings.fusionLearningRate(),
                given.random().apply("fusion"),
                parallel);
    texts =
        given.itemText() == null
            ? null
            : new UserTexts(
                FeatureBlock.of(given.train(), given.itemText(), adjacency, parallel),
                given.rationales(),
                parallel);
    ego = new Matrix(nodes, d);
    output = new Matrix(nodes, d);
    outputGradient = new Matrix(nodes, d);
  }

  /** Users' rows first; Xavier over each table on its own, as they are two. */
  private Matrix initial(int d) {
    RandomGenerator random = given.random().apply("embedding");
    Matrix all = new Matrix(nodes, d);
    Xavier.fill(all, 0, users, random);
    Xavier.fill(all, users, nodes, random);
    return all;
  }

  @Override
  public boolean nextPhase() {
    if (fusion == null || blend.fused()) {
      return false;
    }
    blend = blend.withFusion(blend.rationale());
    return true;
  }

  @Override
  public List<Weight> weights() {
    List<Weight> weights = new ArrayList<>();
    weights.add(embedding);
    if (fusion != null) {
      weights.addAll(fusion.weights());
    }
    return weights;
  }

  @Override
  public double trainEpoch(RandomGenerator random) {
    double[] sum = new double[1];
    triples.epoch(
        given.settings().batchSize(),
        random,
        batch -> {
          sum[0] += lossAndGradients(batch) * batch.size();
          learning().forEach(weight -> weight.step(parallel));
        });
    return sum[0] / Math.max(1, triples.count());
  }

  private List<Weight> learning() {
    return fusion != null && blend.fused() ? fusion.weights() : List.of(embedding);
  }

  /** The loss of a batch; afterwards every weight's gradient is set. */
  double lossAndGradients(Triples.Batch batch) {
    int[] positives = Arrays.stream(batch.positives()).map(item -> users + item).toArray();
    int[] negatives = Arrays.stream(batch.negatives()).map(item -> users + item).toArray();
    forward();
    Arrays.fill(outputGradient.data(), 0);
    double loss =
        Bpr.lossAndGradient(output, batch.users(), positives, negatives, outputGradient, parallel);
    Matrix gradient = embedding.gradient();
    propagation.apply(outputGradient, gradient, parallel);
    if (fusion != null && blend.fused()) {
      fusion.backward(embedding.value(), gradient);
    }
    return loss
        + regularize(batch.users(), gradient)
        + regularize(positives, gradient)
        + regularize(negatives, gradient);
  }

  private void forward() {
    System.arraycopy(embedding.value().data(), 0, ego.data(), 0, ego.data().length);
    if (fusion != null && blend.fused()) {
      fusion.forward(ego);
    }
    propagation.apply(ego, output, parallel);
  }

  /** L2 on the ego embeddings of a batch, with its gradient. */
  private double regularize(int[] rows, Matrix gradient) {
    float[] e = embedding.value().data();
    int d = embedding.value().cols();
    float factor = (float) (given.settings().regularization() / rows.length);
    double sum = 0;
    for (int row : rows) {
      sum += VectorOps.dot(e, row * d, e, row * d, d);
      VectorOps.axpy(factor, e, row * d, gradient.data(), row * d, d);
    }
    return factor * sum / 2;
  }

  @Override
  public Ranker ranker() {
    return vectors().ranker(parallel);
  }

  @Override
  public Map<String, Matrix> matrices() {
    Map<String, Matrix> matrices = new LinkedHashMap<>();
    weights().forEach(weight -> matrices.put(weight.name(), weight.value()));
    vectors().addTo(matrices);
    return matrices;
  }

  private ScoringVectors vectors() {
    forward();
    ScoringVectors embeddings = new ScoringVectors(part(0, users), part(users, nodes));
    return texts == null ? embeddings : texts.beside(embeddings, blend, fusion, parallel);
  }

  /** With and without the items' texts, since training cannot know yet what they are worth. */
  @Override
  public double measure(ToDoubleFunction<Ranker> validation) {
    if (texts == null) {
      return validation.applyAsDouble(ranker());
    }
    BlendSearch search = search(blend, validation);
    search.ownWords(List.of(0.0, given.settings().featureWeight()));
    blend = search.best();
    return search.bestNdcg();
  }

  /**
   * First what the own history's words count, then what the rationale's count beside them, then the
   * former again; the fusion stays off unless it is better.
   */
  @Override
  public void choose(ToDoubleFunction<Ranker> validation) {
    boolean trained = blend.fused();
    List<Double> ownWords = texts == null ? List.of(0.0) : given.settings().featureWeights();
    BlendSearch search = search(new Blend(false, blend.ownWords(), 0), validation);
    search.ownWords(ownWords);
    if (trained) {
      search.fusion(given.settings().rationaleWeights());
      if (search.best().fused()) {
        search.ownWords(ownWords);
      }
    }
    blend = search.best();
  }

  private BlendSearch search(Blend start, ToDoubleFunction<Ranker> validation) {
    return new BlendSearch(
        start,
        tried -> {
          blend = tried;
          return validation.applyAsDouble(ranker());
        });
  }

  private Matrix part(int from, int to) {
    int d = output.cols();
    return Matrix.of(Arrays.copyOfRange(output.data(), from * d, to * d), to - from, d);
  }

  @Override
  public Map<String, Double> facts() {
    Map<String, Double> facts = new LinkedHashMap<>();
    if (texts != null) {
      facts.put("feature_weight", blend.ownWords());
    }
    if (fusion != null) {
      facts.put("fusion_used", blend.fused() ? 1.0 : 0.0);
      facts.put("rationale_weight", blend.fused() ? blend.rationale() : 0.0);
    }
    if (fusion != null && blend.fused()) {
      forward();
      facts.put("attention_all", fusion.meanRationaleShare());
      List<int[]> levels = ActivityQuartiles.of(given.train());
      for (int level = 0; level < levels.size(); level++) {
        facts.put(
            "attention_" + ActivityQuartiles.LEVELS.get(level),
            fusion.meanRationaleShare(levels.get(level)));
      }
    }
    return facts;
  }
}
