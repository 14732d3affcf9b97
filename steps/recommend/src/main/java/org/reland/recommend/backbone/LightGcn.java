package org.reland.recommend.backbone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.reland.recommend.fusion.AttentionFusion;
import org.reland.recommend.model.Initial;
import org.reland.recommend.model.Weight;
import org.reland.recommend.ranking.Ranker;

/**
 * LightGCN (He et al., SIGIR 2020): embeddings propagated over the user-item graph, inner products,
 * BPR. The whole graph is propagated for every batch, and the gradient is exact. A rationale enters
 * at the users' ego embeddings, before propagation.
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
  private float featureWeight = 1;
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
    int d = settings.dimensions();
    embedding = Weight.of("embedding", initial(d), settings.learningRate());
    fusion =
        given.rationales() == null
            ? null
            : new AttentionFusion(
                given.rationales(),
                d,
                settings.learningRate(),
                given.random().apply("fusion"),
                parallel);
    features =
        given.itemText() == null
            ? null
            : FeatureBlock.of(users, given.itemText(), adjacency, settings.layers(), parallel);
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
          weights().forEach(weight -> weight.step(parallel));
        });
    return sum[0] / Math.max(1, triples.count());
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
    if (fusion != null) {
      fusion.backward(embedding.value(), gradient);
    }
    return loss
        + regularize(batch.users(), gradient)
        + regularize(positives, gradient)
        + regularize(negatives, gradient);
  }

  private void forward() {
    System.arraycopy(embedding.value().data(), 0, ego.data(), 0, ego.data().length);
    if (fusion != null) {
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
    Matrix ofUsers = part(0, users);
    Matrix ofItems = part(users, nodes);
    if (features == null) {
      return new ScoringVectors(ofUsers, ofItems);
    }
    return new ScoringVectors(
        beside(ofUsers, features.users(), featureWeight), beside(ofItems, features.items(), 1));
  }

  private static Matrix beside(Matrix left, Matrix right, float factor) {
    Matrix both = new Matrix(left.rows(), left.cols() + right.cols());
    for (int r = 0; r < both.rows(); r++) {
      int at = r * both.cols();
      left.copyRow(r, both.data(), at);
      VectorOps.axpy(
          factor, right.data(), r * right.cols(), both.data(), at + left.cols(), right.cols());
    }
    return both;
  }

  private Matrix part(int from, int to) {
    int d = output.cols();
    return Matrix.of(Arrays.copyOfRange(output.data(), from * d, to * d), to - from, d);
  }

  @Override
  public Map<String, Double> facts() {
    Map<String, Double> facts = new LinkedHashMap<>();
    if (fusion != null) {
      forward();
      facts.put("attention_all", fusion.meanRationaleShare(IntStream.range(0, users).toArray()));
    }
    return facts;
  }
}
