package org.reland.recommend.backbone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.reland.linalg.Matrix;
import org.reland.linalg.Normal;
import org.reland.linalg.Parallel;
import org.reland.linalg.VectorOps;
import org.reland.neural.Weight;
import org.reland.recommend.backbone.SettingKeys.Role;

/**
 * NeuMF (He et al., WWW 2017): generalised matrix factorisation, u * i, beside a perceptron on [u;
 * i] with tables of its own, and a linear layer on both; here with BPR, as the paper trains it. The
 * two tables of a user are one row, [GMF | MLP], so that fusion reaches both. The linear layer's
 * bias ranks nothing and is left out.
 */
final class NeuMf implements Network {
  static final SettingKeys KEYS =
      SettingKeys.trained(
          Map.of(
              Role.BATCH_SIZE, "neumf_batch_size",
              Role.LEARNING_RATE, "neumf_learning_rate",
              Role.REGULARIZATION, "neumf_regularization",
              Role.DROPOUT, "neumf_dropout",
              Role.VALIDATION_USERS, "neumf_validation_users"));

  private static final double DEVIATION = 0.01;

  /** Inside the logarithm of the loss, as in {@link org.reland.linalg.Bpr}. */
  private static final double GAMMA = 1e-10;

  private final int users;
  private final int d;
  private final double dropout;
  private final Parallel parallel;
  private final Weight embedding;
  private final DenseLayer first;
  private final DenseLayer second;
  private final Weight last;

  NeuMf(Ingredients given) {
    users = given.users();
    parallel = given.parallel();
    Hyperparameters settings = given.settings();
    d = settings.dimensions();
    dropout = settings.dropout();
    double rate = settings.learningRate();
    Matrix initial = new Matrix(users + given.items(), 2 * d);
    Normal.fill(initial, 0, initial.rows(), DEVIATION, given.random().apply("embedding"));
    embedding = Weight.of("embedding", initial, rate);
    RandomGenerator random = given.random().apply("layers");
    first = DenseLayer.of("mlp-1", 2 * d, 2 * d, rate, random);
    second = DenseLayer.of("mlp-2", 2 * d, d, rate, random);
    last = Weight.of("output", DenseLayer.uniform(1, 2 * d, 2 * d, random), rate);
  }

  @Override
  public Weight embedding() {
    return embedding;
  }

  @Override
  public List<Weight> layers() {
    List<Weight> weights = new ArrayList<>(first.weights());
    weights.addAll(second.weights());
    weights.add(last);
    return weights;
  }

  /** Positives are the first half of the rows that pass through the perceptron. */
  @Override
  public double lossAndGradients(Matrix ego, Triples.Batch batch, RandomGenerator random) {
    int size = batch.size();
    int[] ofUsers = join(batch.users(), batch.users());
    int[] ofItems = join(batch.positives(), batch.negatives());
    Dropout atInput = new Dropout(dropout, random.nextLong());
    Dropout atHidden = new Dropout(dropout, random.nextLong());
    Matrix input = inputs(ego, ofUsers, ofItems);
    atInput.apply(input, parallel);
    Matrix hidden = first.forward(input, parallel);
    atHidden.apply(hidden, parallel);
    Matrix top = second.forward(hidden, parallel);
    float[] scores = scores(ego, ofUsers, ofItems, top);
    float[] slopes = new float[2 * size];
    double loss = 0;
    for (int t = 0; t < size; t++) {
      double sigmoid = 1 / (1 + StrictMath.exp((double) scores[size + t] - scores[t]));
      loss -= StrictMath.log(GAMMA + sigmoid);
      slopes[t] = (float) (-sigmoid * (1 - sigmoid) / (GAMMA + sigmoid) / size);
      slopes[size + t] = -slopes[t];
    }
    Matrix ofTop = atLast(ego, ofUsers, ofItems, top, slopes);
    Matrix ofHidden = second.backward(hidden, top, ofTop, parallel);
    atHidden.apply(ofHidden, parallel);
    Matrix ofInput = first.backward(input, hidden, ofHidden, parallel);
    atInput.apply(ofInput, parallel);
    addInputs(ofInput, ofUsers, ofItems);
    return loss / size;
  }

  private static int[] join(int[] a, int[] b) {
    int[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  /** [u; i] of the perceptron's tables. */
  private Matrix inputs(Matrix ego, int[] ofUsers, int[] ofItems) {
    Matrix input = new Matrix(ofUsers.length, 2 * d);
    for (int r = 0; r < ofUsers.length; r++) {
      System.arraycopy(ego.data(), ofUsers[r] * 2 * d + d, input.data(), r * 2 * d, d);
      System.arraycopy(ego.data(), ofItems[r] * 2 * d + d, input.data(), r * 2 * d + d, d);
    }
    return input;
  }

  private float[] scores(Matrix ego, int[] ofUsers, int[] ofItems, Matrix top) {
    float[] e = ego.data();
    float[] w = last.value().data();
    float[] scores = new float[ofUsers.length];
    for (int r = 0; r < scores.length; r++) {
      float sum = VectorOps.dot(top.data(), r * d, w, d, d);
      for (int j = 0; j < d; j++) {
        sum = Math.fma(w[j] * e[ofUsers[r] * 2 * d + j], e[ofItems[r] * 2 * d + j], sum);
      }
      scores[r] = sum;
    }
    return scores;
  }

  /**
   * Sets the gradient of the linear layer and begins that of the embeddings with the factorisation.
   *
   * @return the gradient with respect to the perceptron's output
   */
  private Matrix atLast(Matrix ego, int[] ofUsers, int[] ofItems, Matrix top, float[] slopes) {
    float[] e = ego.data();
    float[] w = last.value().data();
    float[] dW = last.gradient().data();
    float[] g = embedding.gradient().data();
    Arrays.fill(dW, 0);
    Arrays.fill(g, 0);
    Matrix ofTop = new Matrix(top.rows(), d);
    for (int r = 0; r < slopes.length; r++) {
      float slope = slopes[r];
      int u = ofUsers[r] * 2 * d;
      int i = ofItems[r] * 2 * d;
      for (int j = 0; j < d; j++) {
        dW[j] = Math.fma(slope * e[u + j], e[i + j], dW[j]);
        g[u + j] = Math.fma(slope * w[j], e[i + j], g[u + j]);
        g[i + j] = Math.fma(slope * w[j], e[u + j], g[i + j]);
      }
      VectorOps.axpy(slope, top.data(), r * d, dW, d, d);
      VectorOps.axpy(slope, w, d, ofTop.data(), r * d, d);
    }
    return ofTop;
  }

  private void addInputs(Matrix ofInput, int[] ofUsers, int[] ofItems) {
    float[] g = embedding.gradient().data();
    for (int r = 0; r < ofUsers.length; r++) {
      VectorOps.axpy(1, ofInput.data(), r * 2 * d, g, ofUsers[r] * 2 * d + d, d);
      VectorOps.axpy(1, ofInput.data(), r * 2 * d + d, g, ofItems[r] * 2 * d + d, d);
    }
  }

  @Override
  public EmbeddingScoring scoring(Matrix ego) {
    return NeuralScoring.of(ego, users, first, second, last, parallel);
  }
}
