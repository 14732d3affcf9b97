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

  /** Rows of the gradient in one. */
  private static final int ROWS = 512;

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
    // Row after row of the gradient, as memory likes it, each in the order of the triples.
    Mentions mentions = Mentions.of(gradient.rows(), users, positives, negatives);
    Chunks byRow = new Chunks(gradient.rows(), ROWS);
    parallel.forEach(
        byRow.count(),
        chunk -> {
          for (int row = byRow.from(chunk); row < byRow.to(chunk); row++) {
            for (int m = mentions.pointers[row]; m < mentions.pointers[row + 1]; m++) {
              int t = mentions.places[m] / 3;
              switch (mentions.places[m] % 3) {
                case 0 -> addUser(embeddings, row, positives[t], negatives[t], slopes[t], gradient);
                case 1 -> addItem(embeddings, users[t], row, slopes[t], gradient);
                default -> addItem(embeddings, users[t], row, -slopes[t], gradient);
              }
            }
          }
        });
    double sum = 0;
    for (double loss : losses) {
      sum += loss;
    }
    return sum / users.length;
  }

  /**
   * Where every row comes in the triples.
   *
   * @param pointers rows + 1 positions in {@code places}
   * @param places 3t, 3t + 1 and 3t + 2 for user, positive and negative of triple t
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Mentions(int[] pointers, int[] places) {
    static Mentions of(int rows, int[] users, int[] positives, int[] negatives) {
      int[] next = new int[rows + 2];
      for (int t = 0; t < users.length; t++) {
        next[users[t] + 2]++;
        next[positives[t] + 2]++;
        next[negatives[t] + 2]++;
      }
      for (int row = 2; row < next.length; row++) {
        next[row] += next[row - 1];
      }
      int[] places = new int[3 * users.length];
      for (int t = 0; t < users.length; t++) {
        places[next[users[t] + 1]++] = 3 * t;
        places[next[positives[t] + 1]++] = 3 * t + 1;
        places[next[negatives[t] + 1]++] = 3 * t + 2;
      }
      return new Mentions(next, places);
    }
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
    Lanes.kernels()
        .addDifference(
            slope, embeddings.data(), positive * d, negative * d, gradient.data(), user * d, d);
  }

  private static void addItem(Matrix embeddings, int user, int item, float slope, Matrix gradient) {
    int d = embeddings.cols();
    VectorOps.axpy(slope, embeddings.data(), user * d, gradient.data(), item * d, d);
  }
}
