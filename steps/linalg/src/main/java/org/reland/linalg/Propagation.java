package org.reland.linalg;

/**
 * LightGCN's propagation (He et al., SIGIR 2020, Eq. 7 and 11): the mean of the layers 0 .. L,
 * where layer l + 1 is the adjacency times layer l. With a symmetric adjacency the map is its own
 * adjoint, so that the gradient of the ego embeddings is {@link #apply} of the gradient of the
 * output. Not for use by two threads at once.
 */
public final class Propagation {
  private final CsrMatrix adjacency;
  private final int layers;
  private Matrix from = new Matrix(0, 0);
  private Matrix to = new Matrix(0, 0);

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

  public int layers() {
    return layers;
  }

  /** out = mean of the layers above {@code ego}; both nodes x d, out not ego itself. */
  public void apply(Matrix ego, Matrix out, Parallel parallel) {
    ego.requireShape("ego", adjacency.rows(), ego.cols());
    out.requireShape("out", ego.rows(), ego.cols());
    if (from.cols() != ego.cols() || from.rows() != ego.rows()) {
      from = new Matrix(ego.rows(), ego.cols());
      to = new Matrix(ego.rows(), ego.cols());
    }
    System.arraycopy(ego.data(), 0, out.data(), 0, ego.data().length);
    Matrix layer = ego;
    for (int l = 1; l <= layers; l++) {
      Matrix next = l % 2 == 1 ? to : from;
      adjacency.multiply(layer, next, parallel);
      add(next.data(), out.data(), l == layers ? 1f / (layers + 1) : 1f, parallel);
      layer = next;
    }
  }

  /** sum = (sum + x) * scale. */
  private static void add(float[] x, float[] sum, float scale, Parallel parallel) {
    Chunks chunks = new Chunks(sum.length, 1 << 16);
    parallel.forEach(
        chunks.count(),
        chunk -> {
          for (int i = chunks.from(chunk), to = chunks.to(chunk); i < to; i++) {
            sum[i] = (sum[i] + x[i]) * scale;
          }
        });
  }
}
