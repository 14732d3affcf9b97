package org.reland.linalg;

import java.util.Arrays;

/**
 * The update step of Lloyd's iteration: each centroid becomes the mean of its points, in double
 * precision.
 */
final class Centroids {
  private static final int CHUNK = 16;

  private Centroids() {}

  /**
   * Points are added in ascending order within a cluster; the centroid of an empty cluster stays.
   */
  static void update(Matrix points, int[] assignments, Matrix centroids, Parallel parallel) {
    int k = centroids.rows();
    int d = centroids.cols();
    int[] starts = new int[k + 1];
    for (int cluster : assignments) {
      starts[cluster + 1]++;
    }
    for (int c = 0; c < k; c++) {
      starts[c + 1] += starts[c];
    }
    int[] next = starts.clone();
    int[] members = new int[assignments.length];
    for (int p = 0; p < assignments.length; p++) {
      members[next[assignments[p]]++] = p;
    }
    Chunks chunks = new Chunks(k, CHUNK);
    parallel.forEach(
        chunks.count(),
        chunk -> {
          double[] sum = new double[d];
          for (int c = chunks.from(chunk); c < chunks.to(chunk); c++) {
            if (starts[c] < starts[c + 1]) {
              mean(points, members, starts[c], starts[c + 1], sum, centroids, c);
            }
          }
        });
  }

  private static void mean(
      Matrix points, int[] members, int from, int to, double[] sum, Matrix centroids, int cluster) {
    int d = points.cols();
    Arrays.fill(sum, 0);
    for (int m = from; m < to; m++) {
      int row = members[m] * d;
      for (int j = 0; j < d; j++) {
        sum[j] += points.data()[row + j];
      }
    }
    for (int j = 0; j < d; j++) {
      centroids.data()[cluster * d + j] = (float) (sum[j] / (to - from));
    }
  }
}
