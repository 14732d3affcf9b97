package org.reland.linalg;

import java.util.Arrays;

/**
 * The assignment step of Lloyd's iteration, repeated cheaply: a point whose own centroid has not
 * moved since the last step can only be won by a centroid that has moved, so it is compared with
 * these alone. In the later iterations most centroids stand still; the result is the same, bit by
 * bit, as comparing everything with everything.
 */
final class Lloyd {
  private final Matrix points;
  private final Matrix centroids;
  private final Parallel parallel;
  private final int[] assignments;

  /** Of each point with its centroid: x c - |c|^2 / 2, the larger the nearer. */
  private final float[] scores;

  /** The centroids as they were at the last step. */
  private final Matrix before;

  private boolean first = true;

  /** The state before any step; {@code centroids} is read anew at each step. */
  Lloyd(Matrix points, Matrix centroids, Parallel parallel) {
    this.points = points;
    this.centroids = centroids;
    this.parallel = parallel;
    this.assignments = new int[points.rows()];
    this.scores = new float[points.rows()];
    this.before = new Matrix(centroids.rows(), centroids.cols());
  }

  /** The centroid of each point as of the last step, ties to the lower; the array itself. */
  int[] assignments() {
    return assignments;
  }

  /** Assigns every point to its nearest centroid and tells whether any assignment changed. */
  boolean step() {
    int[] moved = movedCentroids();
    boolean[] hasMoved = new boolean[centroids.rows()];
    for (int c : moved) {
      hasMoved[c] = true;
    }
    int[] all = new int[centroids.rows()];
    Arrays.setAll(all, c -> c);
    int[] free = new int[points.rows()];
    int[] held = new int[points.rows()];
    int frees = 0;
    int helds = 0;
    for (int p = 0; p < assignments.length; p++) {
      if (hasMoved[assignments[p]]) {
        free[frees++] = p;
      } else {
        held[helds++] = p;
      }
    }
    System.arraycopy(centroids.data(), 0, before.data(), 0, before.data().length);
    first = false;
    boolean changed = compare(Arrays.copyOf(free, frees), all, false);
    return compare(Arrays.copyOf(held, helds), moved, true) || changed;
  }

  private int[] movedCentroids() {
    int d = centroids.cols();
    int[] moved = new int[centroids.rows()];
    int count = 0;
    for (int c = 0; c < centroids.rows(); c++) {
      if (first
          || !Arrays.equals(
              centroids.data(), c * d, (c + 1) * d, before.data(), c * d, (c + 1) * d)) {
        moved[count++] = c;
      }
    }
    return Arrays.copyOf(moved, count);
  }

  /**
   * Finds the best of the candidates for each of the rows; a held point changes only for a better
   * one.
   */
  private boolean compare(int[] rows, int[] candidates, boolean held) {
    if (rows.length == 0 || candidates.length == 0) {
      return false;
    }
    Matrix queries = rows.length == points.rows() ? points : select(points, rows);
    Matrix among = select(centroids, candidates);
    TopK.Result best = TopK.over(among, halfNorms(among), parallel).search(queries, 1, parallel);
    boolean changed = false;
    for (int i = 0; i < rows.length; i++) {
      int p = rows[i];
      if (best.ids()[i] < 0) {
        throw new IllegalArgumentException(
            "k-means: point %d or the centroids hold a value that is not finite".formatted(p));
      }
      int candidate = candidates[best.ids()[i]];
      float score = best.scores()[i];
      if (!held || score > scores[p] || (score == scores[p] && candidate < assignments[p])) {
        changed |= assignments[p] != candidate;
        assignments[p] = candidate;
        scores[p] = score;
      }
    }
    return changed;
  }

  private static Matrix select(Matrix from, int[] rows) {
    int d = from.cols();
    Matrix selected = new Matrix(rows.length, d);
    for (int i = 0; i < rows.length; i++) {
      from.copyRow(rows[i], selected.data(), i * d);
    }
    return selected;
  }

  private static float[] halfNorms(Matrix centroids) {
    int d = centroids.cols();
    float[] bias = new float[centroids.rows()];
    for (int c = 0; c < bias.length; c++) {
      bias[c] = -0.5f * Lanes.kernels().dot(centroids.data(), c * d, centroids.data(), c * d, d);
    }
    return bias;
  }

  /** Squared distance of each point to the centroid it is assigned to. */
  float[] squaredDistances() {
    int d = points.cols();
    float[] distances = new float[points.rows()];
    Chunks chunks = new Chunks(points.rows(), 512);
    parallel.forEach(
        chunks.count(),
        chunk -> {
          for (int p = chunks.from(chunk); p < chunks.to(chunk); p++) {
            distances[p] =
                Lanes.kernels()
                    .squaredDistance(points.data(), p * d, centroids.data(), assignments[p] * d, d);
          }
        });
    return distances;
  }
}
