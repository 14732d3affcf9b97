package org.reland.linalg;

/**
 * The Bayesian personalised ranking loss (Rendle et al., UAI 2009) of (user, positive, negative)
 * triples that are rows of one embedding table, with its exact gradient. The small constant inside
 * the logarithm is the one of RecBole's BPRLoss, so that losses compare.
 */
public final class Bpr {
  private static final double GAMMA = 1e-10;

  /** Triples in one chunk of work. */
  private static final int CHUNK = 256;

  /** Parts that the rows of the gradient are dealt out to. */
  private static final int SHARES = 8;

  private Bpr() {}

  /** As the form with {@link Parallel}, on the caller's thread. */
  public static double lossAndGradient(
      Matrix embeddings, int[] users, int[] positives, int[] negatives, Matrix gradient) {
    return lossAndGradient(embeddings, users, positives, negatives, gradient, Parallel.serial());
  }

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
      Matrix embeddings,
      int[] users,
      int[] positives,
      int[] negatives,
      Matrix gradient,
      Parallel parallel) {
    gradient.requireShape("gradient", embeddings.rows(), embeddings.cols());
    if (positives.length != users.length || negatives.length != users.length) {
      throw new IllegalArgumentException(
          "triples of unequal length: %d users, %d positives, %d negatives"
              .formatted(users.length, positives.length, negatives.length));
    }
    double[] losses = new double[users.length];
    float[] slopes = new float[users.length];
    Chunks chunks = new Chunks(users.length, CHUNK);
    parallel.forEach(
        chunks.count(),
        chunk -> {
          for (int t = chunks.from(chunk); t < chunks.to(chunk); t++) {
            double sigmoid = sigmoid(embeddings, users[t], positives[t], negatives[t]);
            losses[t] = -StrictMath.log(GAMMA + sigmoid);
            slopes[t] = (float) (-sigmoid * (1 - sigmoid) / (GAMMA + sigmoid) / users.length);
          }
        });
    // Each share owns every so manieth row and adds to it in the order of the triples, so the
    // bytes do not depend on how many shares there are.
    int shares = parallel.threads() == 1 ? 1 : SHARES;
    parallel.forEach(
        shares,
        share -> {
          for (int t = 0; t < users.length; t++) {
            if (users[t] % shares == share) {
              addUser(embeddings, users[t], positives[t], negatives[t], slopes[t], gradient);
            }
            if (positives[t] % shares == share) {
              addItem(embeddings, users[t], positives[t], slopes[t], gradient);
            }
            if (negatives[t] % shares == share) {
              addItem(embeddings, users[t], negatives[t], -slopes[t], gradient);
            }
          }
        });
    double sum = 0;
    for (double loss : losses) {
      sum += loss;
    }
    return sum / users.length;
  }

  /** Of s+ - s-. */
  private static double sigmoid(Matrix embeddings, int user, int positive, int negative) {
    Kernels kernels = Lanes.kernels();
    int d = embeddings.cols();
    float[] x = embeddings.data();
    double margin =
        (double) kernels.dot(x, user * d, x, positive * d, d)
            - kernels.dot(x, user * d, x, negative * d, d);
    return 1 / (1 + StrictMath.exp(-margin));
  }

  private static void addUser(
      Matrix embeddings, int user, int positive, int negative, float slope, Matrix gradient) {
    int d = embeddings.cols();
    float[] x = embeddings.data();
    float[] g = gradient.data();
    int u = user * d;
    int p = positive * d;
    int n = negative * d;
    for (int j = 0; j < d; j++) {
      g[u + j] = Math.fma(slope, x[p + j] - x[n + j], g[u + j]);
    }
  }

  private static void addItem(Matrix embeddings, int user, int item, float slope, Matrix gradient) {
    int d = embeddings.cols();
    VectorOps.axpy(slope, embeddings.data(), user * d, gradient.data(), item * d, d);
  }
}
