package org.reland.linalg;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * LightGCN's propagation (He et al., SIGIR 2020, Eq. 7 and 11): the mean of the layers 0 .. L,
 * where layer l + 1 is the adjacency times layer l. With a symmetric adjacency the map is its own
 * adjoint, so that the gradient of the ego embeddings is {@link #apply} of the gradient of the
 * output. Not for use by two threads at once.
 */
public final class Propagation {
  private final CsrMatrix adjacency;
  private final int layers;

  /** Layers 1 .. L - 1 of the latest call, kept to be used again. */
  private final List<Matrix> inner = new ArrayList<>();

  /** A symmetric square {@code adjacency} and the number of hops, 0 or more. */
  public Propagation(CsrMatrix adjacency, int layers) {
    if (adjacency.rows() != adjacency.cols() || layers < 0) {
      throw new IllegalArgumentException(
          "propagation needs a square adjacency and layers >= 0, got %d x %d and %d"
              .formatted(adjacency.rows(), adjacency.cols(), layers));
    }
    this.adjacency = adjacency;
    this.layers = layers;
  }

  /** out = mean of the layers above {@code ego}; both nodes x d, out not ego itself. */
  public void apply(Matrix ego, Matrix out, Parallel parallel) {
    apply(ego, null, out, parallel);
  }

  /**
   * As {@link #apply(Matrix, Matrix, Parallel)}, with some rows of the last layer left out.
   *
   * @param wanted by row, whether it is made; other rows of {@code out} stay as they are, or change
   */
  public void apply(Matrix ego, boolean @Nullable [] wanted, Matrix out, Parallel parallel) {
    ego.requireShape("ego", adjacency.rows(), ego.cols());
    out.requireShape("out", ego.rows(), ego.cols());
    if (layers == 0) {
      System.arraycopy(ego.data(), 0, out.data(), 0, ego.data().length);
      return;
    }
    if (inner.isEmpty() || inner.getFirst().cols() != ego.cols()) {
      inner.clear();
      for (int l = 1; l < layers; l++) {
        inner.add(new Matrix(ego.rows(), ego.cols()));
      }
    }
    Matrix layer = ego;
    for (Matrix next : inner) {
      adjacency.multiply(layer, next, parallel);
      layer = next;
    }
    lastLayer(ego, layer, wanted, out, parallel);
  }

  /**
   * Makes the mean of a chunk of rows right after their last layer, while they are in the cache.
   */
  private void lastLayer(
      Matrix ego, Matrix layer, boolean @Nullable [] wanted, Matrix out, Parallel parallel) {
    Chunks chunks = new Chunks(ego.rows(), CsrMatrix.CHUNK);
    parallel.forEach(
        chunks.count(),
        chunk -> {
          int to = chunks.to(chunk);
          int from = chunks.from(chunk);
          while (from < to) {
            int end = from;
            while (end < to && (wanted == null || wanted[end])) {
              end++;
            }
            if (from < end) {
              lastLayer(ego, layer, from, end, out);
            }
            from = end + 1;
          }
        });
  }

  private void lastLayer(Matrix ego, Matrix layer, int from, int to, Matrix out) {
    int d = ego.cols();
    Lanes.kernels().sparseRows(adjacency, from, to, layer.data(), out.data(), d);
    float share = 1f / (layers + 1);
    for (Matrix middle : inner) {
      addAndScale(middle.data(), out.data(), from * d, to * d, 1f);
    }
    addAndScale(ego.data(), out.data(), from * d, to * d, share);
  }

  /** sum = (sum + x) * scale. */
  private static void addAndScale(float[] x, float[] sum, int from, int to, float scale) {
    for (int i = from; i < to; i++) {
      sum[i] = (sum[i] + x[i]) * scale;
    }
  }
}
