package org.reland.linalg;

/**
 * The Bayesian personalised ranking loss (Rendle et al., UAI 2009) of (user, positive, negative)
 * triples that are rows of one embedding table, with its exact gradient. The small constant inside
 * the logarithm is the one of RecBole's BPRLoss, so that losses compare.
 */
public final class Bpr {
  private static final double GAMMA = 1e-10;

  private Bpr() {}

  /**
   * Mean over the triples of -log(1e-10 + sigmoid(s+ - s-)), s the inner product of the user's row
   * with the item's.
   *
   * @param embeddings nodes x d
   * @param users rows of the users, one a triple
   * @param positives rows of the items interacted with
   * @param negatives rows of the sampled items
   * @param gradient nodes x d; the gradient is added to it
   */
  public static double lossAndGradient(
      Matrix embeddings, int[] users, int[] positives, int[] negatives, Matrix gradient) {
    gradient.requireShape("gradient", embeddings.rows(), embeddings.cols());
    if (positives.length != users.length || negatives.length != users.length) {
      throw new IllegalArgumentException(
          "triples of unequal length: %d users, %d positives, %d negatives"
              .formatted(users.length, positives.length, negatives.length));
    }
    int d = embeddings.cols();
    float[] x = embeddings.data();
    float[] g = gradient.data();
    Kernels kernels = Lanes.kernels();
    double loss = 0;
    for (int t = 0; t < users.length; t++) {
      int u = users[t] * d;
      int p = positives[t] * d;
      int n = negatives[t] * d;
      double margin = (double) kernels.dot(x, u, x, p, d) - kernels.dot(x, u, x, n, d);
      double sigmoid = 1 / (1 + StrictMath.exp(-margin));
      loss -= StrictMath.log(GAMMA + sigmoid);
      float slope = (float) (-sigmoid * (1 - sigmoid) / (GAMMA + sigmoid) / users.length);
      for (int j = 0; j < d; j++) {
        g[u + j] = Math.fma(slope, x[p + j] - x[n + j], g[u + j]);
      }
      VectorOps.axpy(slope, x, u, g, p, d);
      VectorOps.axpy(-slope, x, u, g, n, d);
    }
    return loss / users.length;
  }
}
