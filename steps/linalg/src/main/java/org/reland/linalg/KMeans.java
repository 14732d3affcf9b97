package org.reland.linalg;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * k-means: seeding by k-means++ (Arthur and Vassilvitskii, SODA 2007), then Lloyd's iterations. The
 * nearest centroid comes from the top-1 search, since |x - c|^2 is smallest where x c - |c|^2 / 2
 * is largest.
 */
public final class KMeans {
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
    Lloyd lloyd = new Lloyd(points, centroids, parallel);
    lloyd.step();
    int mended = 0;
    int iterations = 0;
    boolean settled = false;
    while (iterations < maxIterations && !settled) {
      mended += mend(lloyd, points, centroids);
      Centroids.update(points, lloyd.assignments(), centroids, parallel);
      iterations++;
      settled = !lloyd.step();
    }
    // The last update may have emptied a cluster; each repair lowers the inertia, so this ends.
    for (int more = mend(lloyd, points, centroids); more > 0; ) {
      mended += more;
      lloyd.step();
      more = mend(lloyd, points, centroids);
    }
    float[] distances = lloyd.squaredDistances();
    double inertia = 0;
    for (float distance : distances) {
      inertia += distance;
    }
    return new Result(centroids, lloyd.assignments(), distances, iterations, inertia, mended);
  }

  /** The nearest centroid of each point, ties to the lower one; points n x d, centroids k x d. */
  public static Assignment assign(Matrix points, Matrix centroids, Parallel parallel) {
    Lloyd lloyd = new Lloyd(points, centroids, parallel);
    lloyd.step();
    return new Assignment(lloyd.assignments(), lloyd.squaredDistances());
  }

  /** Gives every empty cluster, in ascending order, the point farthest from its own centroid. */
  private static int mend(Lloyd lloyd, Matrix points, Matrix centroids) {
    int[] assignments = lloyd.assignments();
    int[] sizes = new int[centroids.rows()];
    for (int cluster : assignments) {
      sizes[cluster]++;
    }
    if (Arrays.stream(sizes).noneMatch(size -> size == 0)) {
      return 0;
    }
    float[] distances = lloyd.squaredDistances();
    int mended = 0;
    for (int empty = 0; empty < sizes.length; empty++) {
      if (sizes[empty] > 0) {
        continue;
      }
      int farthest = farthest(distances, assignments, sizes);
      if (farthest < 0) {
        break;
      }
      sizes[assignments[farthest]]--;
      sizes[empty]++;
      assignments[farthest] = empty;
      distances[farthest] = 0;
      centroids.setRow(empty, points.row(farthest));
      mended++;
    }
    return mended;
  }

  /**
   * The farthest point of a cluster of two or more, ties to the lower; -1 if all lie on their
   * centroids.
   */
  private static int farthest(float[] distances, int[] assignments, int[] sizes) {
    int best = -1;
    float distance = 0;
    for (int p = 0; p < assignments.length; p++) {
      if (distances[p] > distance && sizes[assignments[p]] > 1) {
        best = p;
        distance = distances[p];
      }
    }
    return best;
  }
}
