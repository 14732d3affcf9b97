package org.reland.recommend.backbone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.reland.linalg.Gemm;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.VectorOps;
import org.reland.neural.Initial;
import org.reland.neural.Weight;

/**
 * The items' vectors of a sequential recommender, at its input and its output alike: learned
 * embeddings e_i, and with item features [e_i; f_i] through a linear layer, which is e_i + f_i P,
 * as the layer's part for e_i may as well be learned within e_i.
 */
final class ItemTable {
  private static final double DEVIATION = 0.02;

  private final Weight embedding;
  private final @Nullable Matrix features;
  private final @Nullable Weight projection;
  private final Parallel parallel;
  private Matrix vectors;

  /**
   * At its start.
   *
   * @param features items x f; null without
   */
  ItemTable(
      int items,
      int dimensions,
      @Nullable Matrix features,
      double learningRate,
      RandomGenerator random,
      Parallel parallel) {
    this.features = features;
    this.parallel = parallel;
    embedding =
        Weight.of("items", Initial.normal(items, dimensions, DEVIATION, random), learningRate);
    projection =
        features == null
            ? null
            : Weight.of(
                "features",
                Initial.normal(features.cols(), dimensions, DEVIATION, random),
                learningRate);
    vectors = embedding.value();
  }

  List<Weight> weights() {
    List<Weight> weights = new ArrayList<>(List.of(embedding));
    if (projection != null) {
      weights.add(projection);
    }
    return weights;
  }

  /** items x d, by the weights as they stand. */
  Matrix vectors() {
    if (features != null && projection != null) {
      vectors = new Matrix(embedding.value().rows(), embedding.value().cols());
      Gemm.multiply(features, projection.value(), vectors, parallel);
      VectorOps.axpy(1, embedding.value().data(), vectors.data());
    }
    return vectors;
  }

  /** The rows of some items, in their order. */
  static Matrix rows(Matrix vectors, int[] items) {
    Matrix rows = new Matrix(items.length, vectors.cols());
    for (int n = 0; n < items.length; n++) {
      vectors.copyRow(items[n], rows.data(), n * vectors.cols());
    }
    return rows;
  }

  /** Adds gradients of rows to those of their items. */
  static void addRows(Matrix gradient, int[] items, Matrix into) {
    int d = into.cols();
    for (int n = 0; n < items.length; n++) {
      VectorOps.axpy(1, gradient.data(), n * d, into.data(), items[n] * d, d);
    }
  }

  /** The embedding's gradient, set to 0: gradients with respect to the vectors are added to it. */
  Matrix cleared() {
    Arrays.fill(embedding.gradient().data(), 0);
    return embedding.gradient();
  }

  /** Sets the other gradients once {@link #cleared} holds that of the vectors. */
  void backward() {
    if (features != null && projection != null) {
      Gemm.transposedMultiply(features, embedding.gradient(), projection.gradient(), parallel);
    }
  }
}
