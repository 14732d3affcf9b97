package org.reland.linalg;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;

/**
 * Runs every kernel on small seeded input and prints one digest a kernel. {@link LanesTest} starts
 * it in JVMs with other lane counts and threads and compares.
 */
final class Digest {
  private Digest() {}

  public static void main(String[] args) {
    System.out.println("lanes " + Lanes.count());
    try (Parallel parallel = Parallel.of(Integer.parseInt(args[0]))) {
      System.out.print(of(parallel));
    }
  }

  static String of(Parallel parallel) {
    return "gemm %s%ntopk %s%nkmeans %s%nentropy %s%ngraph %s%nsvd %s%nvector %s%ntransformer %s%nheads %s%n"
        .formatted(
            gemm(parallel),
            topK(parallel),
            kMeans(parallel),
            entropy(parallel),
            graph(parallel),
            svd(parallel),
            vector(),
            transformer(parallel),
            heads());
  }

  private static String gemm(Parallel parallel) {
    SplittableRandom random = new SplittableRandom(1);
    Matrix a = Reference.gaussian(29, 300, random);
    Matrix b = Reference.gaussian(300, 37, random);
    Matrix c = new Matrix(29, 37);
    Gemm.multiply(a, b, c, parallel);
    Matrix d = new Matrix(37, 37);
    Gemm.transposedMultiply(b, b, d, parallel);
    Matrix e = new Matrix(29, 29);
    Gemm.multiplyTransposed(a, a, e, parallel);
    return digest(c.data(), d.data(), e.data());
  }

  private static String heads() {
    SplittableRandom random = new SplittableRandom(12);
    int[] rows = {3, 0, 7, 3, 1};
    float[] weights = Reference.gaussian(6, 3, random).data();
    float[] gathered = new float[0];
    float[] dots = new float[0];
    for (int size : new int[] {16, 5, 27, 40}) {
      Heads heads = new Heads(3, size);
      float[] x = Reference.gaussian(8, 3 * size, random).data();
      gathered = Arrays.copyOf(gathered, gathered.length + 3 * size);
      dots = Arrays.copyOf(dots, dots.length + 12);
      heads.gather(rows, 1, 5, weights, 3, x, gathered, gathered.length - 3 * size);
      heads.dots(rows, 1, 5, x, 3 * size, x, dots, dots.length - 12);
    }
    return digest(gathered, dots);
  }

  private static String topK(Parallel parallel) {
    SplittableRandom random = new SplittableRandom(2);
    Matrix rows = Reference.gaussian(300, 19, random);
    Matrix queries = Reference.gaussian(110, 19, random);
    TopK.Result found =
        TopK.over(rows, Reference.gaussian(1, 300, random).data(), parallel)
            .search(queries, 3, (query, id) -> query == id, parallel);
    return digest(found.scores(), asFloats(found.ids()));
  }

  private static String kMeans(Parallel parallel) {
    SplittableRandom random = new SplittableRandom(3);
    Matrix points = Reference.gaussian(200, 11, random);
    KMeans.Result result = KMeans.fit(points, 40, 6, random, parallel);
    return digest(
        result.centroids().data(), result.squaredDistances(), asFloats(result.assignments()));
  }

  private static String entropy(Parallel parallel) {
    SplittableRandom random = new SplittableRandom(4);
    Matrix hidden = Reference.gaussian(100, 10, random);
    Matrix items = Reference.gaussian(75, 10, random);
    Matrix dHidden = new Matrix(100, 10);
    Matrix dItems = new Matrix(75, 10);
    int[] targets = random.ints(100, 0, 75).toArray();
    double loss = CrossEntropy.lossAndGradient(hidden, items, targets, dHidden, dItems, parallel);
    return digest(dHidden.data(), dItems.data(), new float[] {(float) loss});
  }

  private static String graph(Parallel parallel) {
    SplittableRandom random = new SplittableRandom(5);
    CsrMatrix adjacency =
        BipartiteGraph.normalizedAdjacency(
            300, 60, random.ints(900, 0, 300).toArray(), random.ints(900, 0, 60).toArray());
    Matrix ego = Reference.gaussian(360, 77, random);
    Matrix out = new Matrix(360, 77);
    new Propagation(adjacency, 2).apply(ego, out, parallel);
    Matrix gradient = new Matrix(360, 77);
    int[] users = random.ints(50, 0, 300).toArray();
    int[] positives = random.ints(50, 300, 360).toArray();
    int[] negatives = random.ints(50, 300, 360).toArray();
    double loss = Bpr.lossAndGradient(out, users, positives, negatives, gradient, parallel);
    new Adam(ego.data().length, 0.01, 0.9, 0.999, 1e-8).step(ego.data(), gradient.data(), parallel);
    return digest(out.data(), ego.data(), new float[] {(float) loss});
  }

  private static String svd(Parallel parallel) {
    SplittableRandom random = new SplittableRandom(6);
    CsrMatrix a = Reference.sparse(60, 40, 400, random);
    TruncatedSvd.Result result = TruncatedSvd.of(a, 4, random, parallel);
    return digest(result.rightVectors().data(), result.singularValues());
  }

  private static String vector() {
    SplittableRandom random = new SplittableRandom(7);
    float[] results = new float[70];
    for (int n = 0; n < results.length; n++) {
      Matrix x = Reference.gaussian(3, n, random);
      results[n] =
          VectorOps.dot(x.row(0), x.row(1))
              + Lanes.kernels().squaredDistance(x.data(), 0, x.data(), n, n)
              + Lanes.kernels().expAndSum(x.data(), 0, 2 * n, 0.5f);
    }
    return digest(results);
  }

  private static String transformer(Parallel parallel) {
    SplittableRandom random = new SplittableRandom(8);
    Matrix x = Reference.gaussian(41, 21, random);
    float[] bias = Reference.gaussian(1, 45, random).data();
    Matrix y = Linear.of(Reference.gaussian(45, 21, random), bias, parallel).apply(x, parallel);
    Matrix z = Attention.apply(y, new int[] {0, 19, 20, 41}, 3, parallel);
    Gelu.apply(y, parallel);
    new LayerNorm(bias, bias, 1e-12).apply(y, parallel);
    return digest(y.data(), z.data());
  }

  private static float[] asFloats(int[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = values[i];
    }
    return floats;
  }

  private static String digest(float[]... arrays) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (float[] array : arrays) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * array.length);
        bytes.asFloatBuffer().put(array);
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
