package org.reland.recommend.bench;

import java.util.stream.IntStream;
import org.reland.linalg.BipartiteGraph;
import org.reland.linalg.CsrMatrix;
import org.reland.linalg.Factor;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.recommend.backbone.Hyperparameters;
import org.reland.recommend.data.Histories;

/**
 * The matrix products that an epoch cannot do without, and nothing else: no exponentials, no
 * optimiser, no sampling. Each trainable dense product counts three times, once forward and once
 * for either gradient.
 *
 * <p>Dense ones are done as so many floating-point operations of a product whose operands lie in
 * the second-level cache and of which the right one is laid out already, where the kernel is at its
 * best: an epoch of the same speed would never wait for memory. Sparse ones are done as they are,
 * on the epoch's graph.
 */
final class BareProducts {
  /** Part of the dense products that is done; the time is scaled. */
  private static final int SHARE = 4;

  /** Rows, depth and columns of the product in the cache. */
  private static final int M = 96;

  private static final int K = 256;
  private static final int N = 128;

  private final double flop;
  private final int propagations;
  private final CsrMatrix graph;
  private final int width;
  private final Parallel parallel;

  private BareProducts(
      double flop, int propagations, CsrMatrix graph, int width, Parallel parallel) {
    this.flop = flop;
    this.propagations = propagations;
    this.graph = graph;
    this.width = width;
    this.parallel = parallel;
  }

  static BareProducts of(
      String backbone, BenchData data, Hyperparameters settings, Parallel parallel) {
    double d = settings.dimensions();
    Histories pairs = data.collaborative();
    int triples = pairs.sets().size();
    int batches = (triples + settings.batchSize() - 1) / Math.max(1, settings.batchSize());
    CsrMatrix none = CsrMatrix.of(0, 0, new int[1], new int[0], new float[0]);
    return switch (backbone) {
      // Every layer forward and backward in every batch.
      case "lightgcn" ->
          new BareProducts(
              0,
              2 * settings.layers() * batches,
              graph(data, pairs),
              settings.dimensions(),
              parallel);
      // And [E + AE | AE * E] W of every layer, with W 2d x d.
      case "ngcf" ->
          new BareProducts(
              3
                  * 2
                  * (data.items() + (double) pairs.users())
                  * 2
                  * d
                  * d
                  * settings.layers()
                  * batches,
              2 * settings.layers() * batches,
              graph(data, pairs),
              settings.dimensions(),
              parallel);
      // The perceptron's layers 2d x 2d and 2d x d, on positives and negatives.
      case "neumf" ->
          new BareProducts(3 * 2 * (2.0 * triples) * (4 + 2) * d * d, 0, none, 0, parallel);
      default -> new BareProducts(sequential(backbone, data, settings, d), 0, none, 0, parallel);
    };
  }

  private static CsrMatrix graph(BenchData data, Histories pairs) {
    return BipartiteGraph.normalizedAdjacency(
        pairs.users(), data.items(), pairs.sets().userOf(), pairs.sets().itemOf());
  }

  private static double sequential(
      String backbone, BenchData data, Hyperparameters settings, double d) {
    Histories train = data.sequential();
    int longest = settings.sequence().length();
    int[] lengths =
        IntStream.range(0, train.users())
            .map(u -> Math.min(longest, train.length(u) - 1))
            .filter(length -> length > 0)
            .toArray();
    double positions = IntStream.of(lengths).asDoubleStream().sum();
    // Logits, gradient of the hidden rows, gradient of the items.
    double softmax = 3 * 2 * positions * data.items() * d;
    if (backbone.equals("gru4rec")) {
      // Three gates of 2d from the input and from the state, then back to d.
      return softmax + 3 * 2 * positions * (d * 6 * d + 2 * d * 6 * d + 2 * d * d);
    }
    double forAll = softmax + transformer(IntStream.of(lengths), settings, d);
    if (backbone.equals("sasrec")) {
      return forAll;
    }
    // DuoRec: two prefixes of every sequence besides, of its mean length each, and the products
    // of 2n views with each other.
    double means = transformer(IntStream.of(lengths).map(length -> (length + 1) / 2), settings, d);
    double views = 2 * settings.batchSize();
    return forAll + 2 * means + 3 * 2 * views * (2.0 * lengths.length) * d;
  }

  /**
   * The projections (d x 4d), the network (d x 4d and back), and scores and mixtures of attention
   * over what is before a position.
   */
  private static double transformer(IntStream lengths, Hyperparameters settings, double d) {
    return lengths.mapToDouble(n -> 2 * n * 12 * d * d + 2 * 2 * (n * (n + 1) / 2.0) * d).sum()
        * 3
        * settings.layers();
  }

  /** Both kinds, in turn, so many times. */
  Spent run(int times) {
    Spent sparse = Spent.on(times, this::propagate);
    int products = (int) Math.ceil(flop / (2.0 * M * K * N) / SHARE);
    Spent dense = Spent.on(times, () -> multiply(products));
    return sparse.and(new Spent(dense.wall() * SHARE, dense.cpu() * SHARE));
  }

  /** Dense products, in 10^9 floating-point operations. */
  double gflop() {
    return flop / 1e9;
  }

  private void propagate() {
    Matrix in = new Matrix(graph.rows(), width);
    Matrix out = new Matrix(graph.rows(), width);
    for (int i = 0; i < propagations; i++) {
      graph.multiply(in, out, parallel);
    }
  }

  private void multiply(int times) {
    int chunk = 64;
    Factor b = Factor.of(new Matrix(K, N), parallel);
    parallel.forEach(
        (times + chunk - 1) / chunk,
        c -> {
          Matrix a = new Matrix(M, K);
          Matrix to = new Matrix(M, N);
          for (int i = c * chunk; i < Math.min(times, (c + 1) * chunk); i++) {
            b.multiply(a, to, Parallel.serial());
          }
        });
  }
}
