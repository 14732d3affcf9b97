package org.reland.recommend.backbone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reland.linalg.BipartiteGraph;
import org.reland.linalg.Bpr;
import org.reland.linalg.CsrMatrix;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.Propagation;
import org.reland.linalg.VectorOps;
import org.reland.recommend.data.ActivityQuartiles;
import org.reland.recommend.fusion.AttentionFusion;
import org.reland.recommend.fusion.Rationales;
import org.reland.recommend.model.Initial;
import org.reland.recommend.model.Weight;
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
  private final @Nullable FeatureBlock features;
  private final @Nullable Matrix rationaleTexts;
  private double featureWeight;
  private double rationaleWeight;
  private boolean fusing;
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
    featureWeight = settings.featureWeight();
    rationaleWeight = settings.rationaleWeight();
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
    features =
        given.itemText() == null
            ? null
            : FeatureBlock.of(given.train(), given.itemText(), adjacency, parallel);
    rationaleTexts =
        features == null || given.rationales() == null
            ? null
            : texts(given.rationales(), features.scale());
    ego = new Matrix(nodes, d);
    output = new Matrix(nodes, d);
    outputGradient = new Matrix(nodes, d);
  }

  /** Users' rows first; Xavier over each table on its own, as they are two. */
  private Matrix initial(int d) {
    RandomGenerator random = given.random().apply("embedding");
    Matrix ofUsers = Initial.xavierUniform(users, d, users, d, random);
    Matrix ofItems = Initial.xavierUniform(given.items(), d, given.items(), d, random);
    Matrix all = new Matrix(nodes, d);
    System.arraycopy(ofUsers.data(), 0, all.data(), 0, users * d);
    System.arraycopy(ofItems.data(), 0, all.data(), users * d, given.items() * d);
    return all;
  }

  private Matrix texts(Rationales rationales, TextScale scale) {
    Matrix scaled = scale.around(rationales.vectors()).apply(rationales.vectors());
    Matrix ofUsers = new Matrix(users, scaled.cols());
    rationales.matches().multiply(scaled, ofUsers, parallel);
    VectorOps.normalizeRows(ofUsers);
    return ofUsers;
  }

  @Override
  public boolean nextPhase() {
    if (fusion == null || fusing) {
      return false;
    }
    fusing = true;
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
    return fusion != null && fusing ? fusion.weights() : List.of(embedding);
  }

  /** The loss of a batch; afterwards every weight's gradient is set. */
  double lossAndGradients(Triples.Batch batch) {
    int[] positives = Arrays.stream(batch.positives()).map(item -> users + item).toArray();
    int[] negatives = Arrays.stream(batch.negatives()).map(item -> users + item).toArray();
    forward();
    Arrays.fill(outputGradient.data(), 0);
    double loss = Bpr.lossAndGradient(output, batch.users(), positives, negatives, outputGradient);
    Matrix gradient = embedding.gradient();
    propagation.apply(outputGradient, gradient, parallel);
    if (fusion != null && fusing) {
      fusion.backward(embedding.value(), gradient);
    }
    return loss
        + regularize(batch.users(), gradient)
        + regularize(positives, gradient)
        + regularize(negatives, gradient);
  }

  private void forward() {
    System.arraycopy(embedding.value().data(), 0, ego.data(), 0, ego.data().length);
    if (fusion != null && fusing) {
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
    return features == null
        ? embeddings
        : features.beside(embeddings, userTexts(features, embeddings));
  }

  /** Eq. 5 on the text part; the rationale's factor makes it weigh as set on average. */
  private Matrix userTexts(FeatureBlock block, ScoringVectors embeddings) {
    Matrix own = block.users();
    Matrix texts = new Matrix(own.rows(), own.cols());
    double ownFactor = featureWeight * block.unit(embeddings, own, parallel);
    boolean fused = fusion != null && rationaleTexts != null && fusing;
    double rationaleFactor =
        fused
            ? rationaleWeight
                * block.unit(embeddings, rationaleTexts, parallel)
                / fusion.meanRationaleShare(everybody())
            : 0;
    int f = own.cols();
    for (int u = 0; u < users; u++) {
      float share = fused && fusion.matched(u) ? fusion.rationaleShare(u) : 0;
      VectorOps.axpy((float) ((1 - share) * ownFactor), own.data(), u * f, texts.data(), u * f, f);
      if (share > 0) {
        float factor = (float) (share * rationaleFactor);
        VectorOps.axpy(factor, rationaleTexts.data(), u * f, texts.data(), u * f, f);
      }
    }
    return texts;
  }

  private int[] everybody() {
    return IntStream.range(0, users).toArray();
  }

  /** With and without the items' texts, since training cannot know yet what they are worth. */
  @Override
  public double measure(ToDoubleFunction<Ranker> validation) {
    if (features == null) {
      return validation.applyAsDouble(ranker());
    }
    Choice best = now(Double.NEGATIVE_INFINITY);
    for (double weight : List.of(0.0, given.settings().featureWeight())) {
      best = better(best, new Choice(fusing, weight, rationaleWeight, 0), validation);
    }
    apply(best);
    return best.ndcg();
  }

  /**
   * First what the own history's words count, then what the rationale's count beside them, then the
   * former again; the fusion stays off unless it is better.
   */
  @Override
  public void choose(ToDoubleFunction<Ranker> validation) {
    boolean trained = fusing;
    Choice best = new Choice(false, featureWeight, 0, Double.NEGATIVE_INFINITY);
    best = bestFeatureWeight(best, validation);
    if (trained) {
      double ownWords = best.features();
      for (double weight : given.settings().rationaleWeights()) {
        best = better(best, new Choice(true, ownWords, weight, 0), validation);
      }
      best = best.fused() ? bestFeatureWeight(best, validation) : best;
    }
    apply(best);
  }

  private Choice bestFeatureWeight(Choice start, ToDoubleFunction<Ranker> validation) {
    Choice best = start;
    for (double weight : features == null ? List.of(0.0) : given.settings().featureWeights()) {
      Choice tried = new Choice(start.fused(), weight, start.rationales(), 0);
      best = better(best, tried, validation);
    }
    return best;
  }

  /** What counts how much, and how well it ranks the validation items. */
  private record Choice(boolean fused, double features, double rationales, double ndcg) {}

  private Choice now(double ndcg) {
    return new Choice(fusing, featureWeight, rationaleWeight, ndcg);
  }

  private Choice better(Choice best, Choice tried, ToDoubleFunction<Ranker> validation) {
    apply(tried);
    double ndcg = validation.applyAsDouble(ranker());
    return ndcg > best.ndcg() ? now(ndcg) : best;
  }

  private void apply(Choice choice) {
    fusing = choice.fused();
    featureWeight = choice.features();
    rationaleWeight = choice.rationales();
  }

  private Matrix part(int from, int to) {
    int d = output.cols();
    return Matrix.of(Arrays.copyOfRange(output.data(), from * d, to * d), to - from, d);
  }

  @Override
  public Map<String, Double> facts() {
    Map<String, Double> facts = new LinkedHashMap<>();
    if (features != null) {
      facts.put("feature_weight", featureWeight);
    }
    if (fusion != null) {
      facts.put("fusion_used", fusing ? 1.0 : 0.0);
      facts.put("rationale_weight", fusing ? rationaleWeight : 0.0);
    }
    if (fusion != null && fusing) {
      forward();
      facts.put("attention_all", fusion.meanRationaleShare(everybody()));
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
