package org.reland.linalg;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * k-means: seeding by k-means++ (Arthur and Vassilvitskii, SODA 2007), then Lloyd's iterations. The
 * nearest centroid comes from the top-1 search, since |x - c|^2 is smallest where x c - |c|^2 / 2
 * is largest.
 */
public final class KMeans {
  private static final int CHUNK = 512;

  private KMeans() {}

  /**
   * Where each point belongs.
   *
   * @param assignments centroid of each point
   * @param squaredDistances of each point to that centroid
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Assignment(int[] assignments, float[] squaredDistances) {}

  /**
   * The clusters and how they came about.
   *
   * @param centroids k x d
   * @param assignments nearest centroid of each point, ties to the lower one
   * @param squaredDistances of each point to its centroid
   * @param iterations updates of the centroids that were made
   * @param inertia sum of the squared distances
   * @param mendedClusters times an empty cluster was given the point farthest from its centroid
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Result(
      Matrix centroids,
      int[] assignments,
      float[] squaredDistances,
      int iterations,
      double inertia,
      int mendedClusters) {}

  /**
   * Clusters the rows of {@code points} (n x d) into k clusters; ends when no assignment changes or
   * after {@code maxIterations} updates. A cluster stays empty only where there are fewer than k
   * different points.
   *
   * @throws IllegalArgumentException unless 1 <= k <= n
   */
  public static Result fit(
      Matrix points, int k, int maxIterations, RandomGenerator random, Parallel parallel) {
    if (k < 1 || k > points.rows()) {
      throw new IllegalArgumentException(
          "k-means over %d points: k must be 1 .. %d, got %d"
              .formatted(points.rows(), points.rows(), k));
    }
    Matrix centroids = KMeansPlusPlus.seed(points, k, random, parallel);
    Assignment now = assign(points, centroids, parallel);
    int mended = 0;
    int iterations = 0;
    while (iterations < maxIterations) {
      mended += mend(now, points, centroids);
      Centroids.update(points, now.assignments(), centroids, parallel);
      iterations++;
      Assignment next = assign(points, centroids, parallel);
      boolean settled = Arrays.equals(next.assignments(), now.assignments());
      now = next;
      if (settled) {
        break;
      }
    }
    // The last update may have emptied a cluster; each repair lowers the inertia, so this ends.
    for (int more = mend(now, points, centroids); more > 0; more = mend(now, points, centroids)) {
      mended += more;
      now = assign(points, centroids, parallel);
    }
    double inertia = 0;
    for (float distance : now.squaredDistances()) {
      inertia += distance;
    }
    return new Result(
        centroids, now.assignments(), now.squaredDistances(), iterations, inertia, mended);
  }

  /** The nearest centroid of each point, ties to the lower one; points n x d, centroids k x d. */
  public static Assignment assign(Matrix points, Matrix centroids, Parallel parallel) {
    Kernels kernels = Lanes.kernels();
    int d = points.cols();
    float[] bias = new float[centroids.rows()];
    for (int c = 0; c < bias.length; c++) {
      bias[c] = -0.5f * kernels.dot(centroids.data(), c * d, centroids.data(), c * d, d);
    }
    TopK.Result nearest = TopK.over(centroids, bias, parallel).search(points, 1, parallel);
    int[] assignments = nearest.ids();
    float[] distances = new float[points.rows()];
    Chunks chunks = new Chunks(points.rows(), CHUNK);
    parallel.forEach(
        chunks.count(),
        chunk -> {
          for (int p = chunks.from(chunk); p < chunks.to(chunk); p++) {
            requireFinite(assignments[p], p);
            distances[p] =
                kernels.squaredDistance(
                    points.data(), p * d, centroids.data(), assignments[p] * d, d);
          }
        });
    return new Assignment(assignments, distances);
  }

  private static void requireFinite(int assignment, int point) {
    if (assignment < 0) {
      throw new IllegalArgumentException(
          "k-means: point %d or the centroids hold a value that is not finite".formatted(point));
    }
  }

  /** Gives every empty cluster, in ascending order, the point farthest from its own centroid. */
  private static int mend(Assignment now, Matrix points, Matrix centroids) {
    int[] sizes = new int[centroids.rows()];
    for (int cluster : now.assignments()) {
      sizes[cluster]++;
    }
    int mended = 0;
    for (int empty = 0; empty < sizes.length; empty++) {
      if (sizes[empty] > 0) {
        continue;
      }
      int farthest = farthest(now, sizes);
      if (farthest < 0) {
        break;
      }
      sizes[now.assignments()[farthest]]--;
      sizes[empty]++;
      now.assignments()[farthest] = empty;
      now.squaredDistances()[farthest] = 0;
      centroids.setRow(empty, points.row(farthest));
      mended++;
    }
    return mended;
  }

  /**
   * The farthest point of a cluster of two or more, ties to the lower; -1 if all lie on their
   * centroids.
   */
  private static int farthest(Assignment now, int[] sizes) {
    int best = -1;
    float distance = 0;
    for (int p = 0; p < now.assignments().length; p++) {
      if (now.squaredDistances()[p] > distance && sizes[now.assignments()[p]] > 1) {
        best = p;
        distance = now.squaredDistances()[p];
      }
    }
    return best;
  }
}
