package org.reland.recommend.backbone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.reland.linalg.BipartiteGraph;
import org.reland.linalg.Bpr;
import org.reland.linalg.CsrMatrix;
import org.reland.linalg.Matrix;
import org.reland.linalg.Normal;
import org.reland.linalg.Parallel;
import org.reland.linalg.VectorOps;
import org.reland.neural.Weight;
import org.reland.recommend.backbone.SettingKeys.Role;

/**
 * NGCF (Wang et al., SIGIR 2019): the embeddings pass through layers of {@link NgcfLayer} over the
 * whole user-item graph; the score is the inner product of all blocks side by side, the ego
 * embedding among them; BPR. As in RecBole the next layer sees the normalised block, and the graph
 * is the training part's without dropped edges.
 */
final class Ngcf implements Network {
  static final SettingKeys KEYS =
      SettingKeys.trained(
          Map.of(
              Role.LAYERS, "ngcf_layers",
              Role.BATCH_SIZE, "ngcf_batch_size",
              Role.LEARNING_RATE, "ngcf_learning_rate",
              Role.REGULARIZATION, "ngcf_regularization",
              Role.DROPOUT, "ngcf_dropout"));

  private final int users;
  private final Parallel parallel;
  private final double dropout;
  private final Weight embedding;
  private final List<NgcfLayer> layers = new ArrayList<>();
  private final Matrix blocks;
  private final Matrix blocksGradient;
  private final Matrix gradient;

  Ngcf(Ingredients given) {
    users = given.users();
    parallel = given.parallel();
    Hyperparameters settings = given.settings();
    dropout = settings.dropout();
    int nodes = users + given.items();
    int d = settings.dimensions();
    RandomGenerator random = given.random().apply("embedding");
    Matrix initial = new Matrix(nodes, d);
    Normal.fill(initial, 0, users, Normal.xavier(users, d), random);
    Normal.fill(initial, users, nodes, Normal.xavier(given.items(), d), random);
    embedding = Weight.of("embedding", initial, settings.learningRate());
    CsrMatrix adjacency =
        BipartiteGraph.normalizedAdjacency(
            users, given.items(), given.train().userOf(), given.train().itemOf());
    RandomGenerator ofLayers = given.random().apply("layers");
    for (int l = 1; l <= settings.layers(); l++) {
      layers.add(new NgcfLayer(l, adjacency, d, settings.learningRate(), ofLayers, parallel));
    }
    blocks = new Matrix(nodes, (settings.layers() + 1) * d);
    blocksGradient = new Matrix(nodes, blocks.cols());
    gradient = new Matrix(nodes, d);
  }

  @Override
  public Weight embedding() {
    return embedding;
  }

  @Override
  public List<Weight> layers() {
    return layers.stream().flatMap(layer -> layer.weights().stream()).toList();
  }

  @Override
  public double lossAndGradients(Matrix ego, Triples.Batch batch, RandomGenerator random) {
    List<Dropout> dropouts = new ArrayList<>();
    layers.forEach(layer -> dropouts.add(new Dropout(dropout, random.nextLong())));
    List<Matrix> inputs = forward(ego, dropouts);
    Arrays.fill(blocksGradient.data(), 0);
    double loss =
        Bpr.lossAndGradient(
            blocks, batch.users(), batch.positives(), batch.negatives(), blocksGradient, parallel);
    Matrix into = embedding.gradient();
    Arrays.fill(into.data(), 0);
    for (int l = layers.size(); l > 0; l--) {
      System.arraycopy(into.data(), 0, gradient.data(), 0, into.data().length);
      addBlock(l, gradient);
      layers.get(l - 1).backward(inputs.get(l - 1), gradient, dropouts.get(l - 1), into);
    }
    addBlock(0, into);
    return loss;
  }

  private void addBlock(int number, Matrix to) {
    int d = to.cols();
    int width = blocks.cols();
    for (int r = 0; r < to.rows(); r++) {
      VectorOps.axpy(1, blocksGradient.data(), r * width + number * d, to.data(), r * d, d);
    }
  }

  /** Fills the blocks; gives what each layer has seen. */
  private List<Matrix> forward(Matrix ego, List<Dropout> dropouts) {
    List<Matrix> inputs = new ArrayList<>();
    Matrix block = ego;
    copyBlock(0, block);
    for (int l = 0; l < layers.size(); l++) {
      inputs.add(block);
      block = layers.get(l).forward(block, dropouts.get(l));
      copyBlock(l + 1, block);
    }
    return inputs;
  }

  private void copyBlock(int number, Matrix from) {
    int d = from.cols();
    for (int r = 0; r < from.rows(); r++) {
      from.copyRow(r, blocks.data(), r * blocks.cols() + number * d);
    }
  }

  @Override
  public EmbeddingScoring scoring(Matrix ego) {
    Dropout none = new Dropout(0, 0);
    forward(ego, layers.stream().map(layer -> none).toList());
    return ScoringVectors.ofNodes(blocks, users);
  }
}
