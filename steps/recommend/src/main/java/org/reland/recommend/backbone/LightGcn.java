package org.reland.recommend.backbone;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.reland.linalg.BipartiteGraph;
import org.reland.linalg.Bpr;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.Propagation;
import org.reland.linalg.Xavier;
import org.reland.neural.Weight;
import org.reland.recommend.backbone.SettingKeys.Role;

/**
 * LightGCN (He et al., SIGIR 2020): embeddings propagated over the user-item graph, inner products,
 * BPR. The whole graph is propagated for every batch, and the gradient is exact.
 */
final class LightGcn implements Network {
  static final SettingKeys KEYS =
      SettingKeys.trained(
          Map.of(
              Role.LAYERS, "layers",
              Role.BATCH_SIZE, "batch_size",
              Role.LEARNING_RATE, "learning_rate",
              Role.REGULARIZATION, "regularization"));

  private final int users;
  private final Parallel parallel;
  private final Propagation propagation;
  private final Weight embedding;
  private final Matrix output;
  private final Matrix outputGradient;

  LightGcn(Ingredients given) {
    users = given.users();
    parallel = given.parallel();
    Hyperparameters settings = given.settings();
    propagation =
        new Propagation(
            BipartiteGraph.normalizedAdjacency(
                users, given.items(), given.train().userOf(), given.train().itemOf()),
            settings.layers());
    int nodes = users + given.items();
    int d = settings.dimensions();
    // Xavier over each table on its own, as they are two.
    RandomGenerator random = given.random().apply("embedding");
    Matrix initial = new Matrix(nodes, d);
    Xavier.fill(initial, 0, users, random);
    Xavier.fill(initial, users, nodes, random);
    embedding = Weight.of("embedding", initial, settings.learningRate());
    output = new Matrix(nodes, d);
    outputGradient = new Matrix(nodes, d);
  }

  @Override
  public Weight embedding() {
    return embedding;
  }

  @Override
  public List<Weight> layers() {
    return List.of();
  }

  @Override
  public double lossAndGradients(Matrix ego, Triples.Batch batch, RandomGenerator random) {
    propagation.apply(ego, rowsOf(batch), output, parallel);
    Arrays.fill(outputGradient.data(), 0);
    double loss =
        Bpr.lossAndGradient(
            output, batch.users(), batch.positives(), batch.negatives(), outputGradient, parallel);
    propagation.apply(outputGradient, embedding.gradient(), parallel);
    return loss;
  }

  /** The loss looks at no others. */
  private boolean[] rowsOf(Triples.Batch batch) {
    boolean[] rows = new boolean[output.rows()];
    for (int b = 0; b < batch.size(); b++) {
      rows[batch.users()[b]] = true;
      rows[batch.positives()[b]] = true;
      rows[batch.negatives()[b]] = true;
    }
    return rows;
  }

  @Override
  public EmbeddingScoring scoring(Matrix ego) {
    propagation.apply(ego, output, parallel);
    return ScoringVectors.ofNodes(output, users);
  }
}
