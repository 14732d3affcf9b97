package org.reland.recommend.backbone;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.reland.kit.error.BadDataException;
import org.reland.linalg.Gemm;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.VectorOps;
import org.reland.neural.Weight;
import org.reland.recommend.ranking.Ranker;
import org.reland.recommend.ranking.ScoreRanker;

/**
 * The score of {@link NeuMf} for all pairs: an inner product plus w . ReLU(ReLU(a_u + b_i) W2 +
 * b2). The perceptron's first layer falls apart into a part of the user and one of the item, which
 * are computed once for each; the second is a matrix product over a stretch of items.
 *
 * @param products the factorisation, its weights on the users' side, and texts beside it
 * @param users users x h: a
 * @param items items x h: b, with the first layer's bias
 * @param hidden h x d: W2
 * @param bias 1 x d: b2
 * @param output 1 x d: w
 */
record NeuralScoring(
    ScoringVectors products, Matrix users, Matrix items, Matrix hidden, Matrix bias, Matrix output)
    implements EmbeddingScoring {
  /** Items whose first layer stays in the cache. */
  private static final int STRETCH = 256;

  /** Users over whom the mean square is taken, about. */
  private static final int SAMPLE = 64;

  private static final String PREFIX = "scoring.mlp-";

  static NeuralScoring of(
      Matrix ego,
      int userCount,
      DenseLayer first,
      DenseLayer second,
      Weight last,
      Parallel parallel) {
    int d = second.weight().value().cols();
    int h = first.weight().value().cols();
    float[] w = last.value().data();
    Matrix factors = columns(ego, 0, d);
    for (int u = 0; u < userCount; u++) {
      for (int j = 0; j < d; j++) {
        factors.data()[u * d + j] *= w[j];
      }
    }
    ScoringVectors inputs = ScoringVectors.ofNodes(columns(ego, d, 2 * d), userCount);
    float[] w1 = first.weight().value().data();
    Matrix ofUsers = new Matrix(userCount, h);
    Matrix ofItems = new Matrix(ego.rows() - userCount, h);
    Gemm.multiply(inputs.users(), Matrix.of(Arrays.copyOf(w1, d * h), d, h), ofUsers, parallel);
    Gemm.multiply(
        inputs.items(),
        Matrix.of(Arrays.copyOfRange(w1, d * h, 2 * d * h), d, h),
        ofItems,
        parallel);
    for (int i = 0; i < ofItems.rows(); i++) {
      VectorOps.axpy(1, first.bias().value().data(), 0, ofItems.data(), i * h, h);
    }
    return new NeuralScoring(
        ScoringVectors.ofNodes(factors, userCount),
        ofUsers,
        ofItems,
        second.weight().value().copy(),
        second.bias().value().copy(),
        Matrix.of(Arrays.copyOfRange(w, d, 2 * d), 1, d));
  }

  private static Matrix columns(Matrix matrix, int from, int to) {
    Matrix part = new Matrix(matrix.rows(), to - from);
    for (int r = 0; r < part.rows(); r++) {
      System.arraycopy(
          matrix.data(), r * matrix.cols() + from, part.data(), r * (to - from), to - from);
    }
    return part;
  }

  /** The scores of all items for a user. */
  private void scores(int user, float[] into) {
    int h = users.cols();
    int d = output.cols();
    int f = products.users().cols();
    float[] a = users.data();
    float[] b = items.data();
    for (int from = 0; from < into.length; from += STRETCH) {
      int count = Math.min(STRETCH, into.length - from);
      Matrix first = new Matrix(count, h);
      float[] x = first.data();
      for (int r = 0; r < count; r++) {
        for (int j = 0; j < h; j++) {
          x[r * h + j] = Math.max(0, a[user * h + j] + b[(from + r) * h + j]);
        }
      }
      Matrix top = new Matrix(count, d);
      Gemm.multiply(first, hidden, top, Parallel.serial());
      DenseLayer.activate(top, bias.data());
      for (int r = 0; r < count; r++) {
        into[from + r] =
            VectorOps.dot(top.data(), r * d, output.data(), 0, d)
                + VectorOps.dot(
                    products.users().data(), user * f, products.items().data(), (from + r) * f, f);
      }
    }
  }

  /**
   * Over some users and all items, around each user's mean: what is added to all of a user's scores
   * ranks nothing.
   */
  @Override
  public double meanSquare(Parallel parallel) {
    int step = Math.max(1, users.rows() / SAMPLE);
    int sampled = (users.rows() + step - 1) / step;
    double[] squares = new double[sampled];
    parallel.forEach(
        sampled,
        n -> {
          float[] row = new float[items.rows()];
          scores(n * step, row);
          double sum = 0;
          double ofSquares = 0;
          for (float score : row) {
            sum += score;
            ofSquares += (double) score * score;
          }
          double mean = sum / row.length;
          squares[n] = Math.max(0, ofSquares / row.length - mean * mean);
        });
    return Arrays.stream(squares).sum() / sampled;
  }

  @Override
  public NeuralScoring beside(Matrix ofUsers, Matrix ofItems) {
    return new NeuralScoring(products.beside(ofUsers, ofItems), users, items, hidden, bias, output);
  }

  @Override
  public Ranker ranker(Parallel parallel) {
    return new ScoreRanker(items.rows(), this::scores, parallel);
  }

  @Override
  public void addTo(Map<String, Matrix> model) {
    products.addTo(model);
    parts().forEach((name, matrix) -> model.put(PREFIX + name, matrix));
  }

  private Map<String, Matrix> parts() {
    Map<String, Matrix> parts = new LinkedHashMap<>();
    parts.put("users", users);
    parts.put("items", items);
    parts.put("hidden", hidden);
    parts.put("bias", bias);
    parts.put("output", output);
    return parts;
  }

  /** From a model artifact. */
  static Ranker ranker(Map<String, Matrix> model, Parallel parallel) {
    return new NeuralScoring(
            ScoringVectors.of(model),
            part(model, "users"),
            part(model, "items"),
            part(model, "hidden"),
            part(model, "bias"),
            part(model, "output"))
        .ranker(parallel);
  }

  private static Matrix part(Map<String, Matrix> model, String name) {
    Matrix part = model.get(PREFIX + name);
    if (part == null) {
      throw new BadDataException(
          "the model lacks %s%s; it has %s: train it again"
              .formatted(PREFIX, name, model.keySet()));
    }
    return part;
  }
}
