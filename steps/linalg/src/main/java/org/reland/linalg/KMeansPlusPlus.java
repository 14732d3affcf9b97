package org.reland.linalg;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.reland.linalg.Kernels.Rows;
import org.reland.linalg.Kernels.Tile;

/**
 * Seeding by k-means++ (Arthur and Vassilvitskii, SODA 2007): each centre is drawn with probability
 * proportional to its squared distance D^2 from the nearest centre so far. Candidates are drawn
 * several at a time, so that their distances are one matrix product; since a centre accepted
 * earlier in the batch may have lowered a later candidate's D^2, that candidate is kept with
 * probability new D^2 / old D^2. That is rejection sampling and leaves the distribution exact.
 */
final class KMeansPlusPlus {
  /** Candidates in a batch. */
  private static final int BATCH = 24;

  /** Points in one chunk of work, about. */
  private static final int CHUNK = 1024;

  private final Matrix points;
  private final Parallel parallel;
  private final Panels panels;
  private final float[] norms;
  private final float[] nearest;
  private final float[] products;
  private final double[] cumulated;

  private KMeansPlusPlus(Matrix points, Parallel parallel) {
    this.points = points;
    this.parallel = parallel;
    this.panels = Panels.ofRows(points, null, Lanes.kernels().panelWidth(), parallel);
    this.norms = new float[points.rows()];
    this.nearest = new float[points.rows()];
    this.products = new float[Math.multiplyExact(BATCH, panels.paddedColumns())];
    this.cumulated = new double[points.rows()];
    int d = points.cols();
    for (int p = 0; p < norms.length; p++) {
      norms[p] = Lanes.kernels().dot(points.data(), p * d, points.data(), p * d, d);
    }
    Arrays.fill(nearest, Float.POSITIVE_INFINITY);
  }

  /** k of the points, k x d. */
  static Matrix seed(Matrix points, int k, RandomGenerator random, Parallel parallel) {
    KMeansPlusPlus seeding = new KMeansPlusPlus(points, parallel);
    int[] chosen = new int[k];
    chosen[0] = random.nextInt(points.rows());
    seeding.multiply(new int[] {chosen[0]}, 1);
    seeding.lower(new int[] {0}, new int[] {chosen[0]}, 1);
    int count = 1;
    while (count < k) {
      count += seeding.draw(chosen, count, k - count, random);
    }
    Matrix centres = new Matrix(k, points.cols());
    for (int c = 0; c < k; c++) {
      points.copyRow(chosen[c], centres.data(), c * points.cols());
    }
    return centres;
  }

  /**
   * Draws one batch, appends those accepted to {@code chosen} and returns how many, at least one.
   */
  private int draw(int[] chosen, int count, int wanted, RandomGenerator random) {
    double total = 0;
    for (int p = 0; p < nearest.length; p++) {
      total += nearest[p];
      cumulated[p] = total;
    }
    if (!(total > 0)) {
      // Every point lies on a centre: any choice is as good.
      chosen[count] = random.nextInt(nearest.length);
      return 1;
    }
    int batch = Math.min(BATCH, wanted);
    int[] candidates = new int[batch];
    for (int b = 0; b < batch; b++) {
      candidates[b] = pick(random.nextDouble() * total);
    }
    multiply(candidates, batch);
    int[] accepted = new int[batch];
    int[] centres = new int[batch];
    int kept = 0;
    for (int b = 0; b < batch; b++) {
      int candidate = candidates[b];
      float distance = nearest[candidate];
      for (int a = 0; a < kept; a++) {
        distance = Math.min(distance, squaredDistance(accepted[a], centres[a], candidate));
      }
      if (kept == 0 || random.nextDouble() * nearest[candidate] < distance) {
        accepted[kept] = b;
        centres[kept] = candidate;
        chosen[count + kept] = candidate;
        kept++;
      }
    }
    lower(accepted, centres, kept);
    return kept;
  }

  /** The first point whose cumulated D^2 exceeds {@code target}; it has D^2 > 0. */
  private int pick(double target) {
    int low = 0;
    int high = cumulated.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulated[middle] > target) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Inner products of the candidates with all points, into {@link #products}. */
  private void multiply(int[] candidates, int batch) {
    int d = points.cols();
    Matrix rows = new Matrix(batch, d);
    for (int b = 0; b < batch; b++) {
      points.copyRow(candidates[b], rows.data(), b * d);
    }
    int stride = panels.paddedColumns();
    Chunks chunks = new Chunks(panels.count(), CHUNK / panels.width());
    parallel.forEach(
        chunks.count(),
        c -> {
          int first = chunks.from(c);
          Tile tile = new Tile(products, first * panels.width(), stride);
          Lanes.kernels()
              .product(
                  Rows.of(rows, 0), batch, panels, first, chunks.to(c) - first, 0, d, tile, false);
        });
  }

  private float squaredDistance(int row, int centre, int point) {
    float product = products[row * panels.paddedColumns() + point];
    return distance(norms[centre], norms[point], product);
  }

  /** Rounding may leave a little less than nothing, and a centre must not be far from itself. */
  private static float distance(float norm1, float norm2, float product) {
    return Math.max(0f, norm1 + norm2 - 2 * product);
  }

  /** Takes the centres into account that stand in the given rows of {@link #products}. */
  private void lower(int[] rows, int[] centres, int count) {
    Chunks chunks = new Chunks(nearest.length, CHUNK);
    parallel.forEach(
        chunks.count(),
        c -> {
          for (int a = 0; a < count; a++) {
            int row = rows[a] * panels.paddedColumns();
            float norm = norms[centres[a]];
            for (int p = chunks.from(c), to = chunks.to(c); p < to; p++) {
              nearest[p] = Math.min(nearest[p], distance(norm, norms[p], products[row + p]));
            }
          }
        });
    for (int a = 0; a < count; a++) {
      nearest[centres[a]] = 0;
    }
  }
}
