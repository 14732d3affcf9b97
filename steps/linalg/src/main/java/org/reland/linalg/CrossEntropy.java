package org.reland.linalg;

import org.reland.linalg.Kernels.Strided;
import org.reland.linalg.Kernels.Tile;

/**
 * Softmax cross entropy over all items with both gradients. The logits exist only for a block of
 * rows, which stays in the cache while it becomes probabilities and is multiplied back into the two
 * gradients.
 */
public final class CrossEntropy {
  /** Rows whose logits exist at a time: 128 x 12,000 items are 6 MB. */
  private static final int BLOCK = 128;

  /** Rows in one chunk of work within a block. */
  private static final int ROWS = 16;

  /** Depth passed over at once in the product with the items. */
  private static final int DEPTH = 256;

  private CrossEntropy() {}

  /**
   * Mean over the rows of log(sum over items v of exp(h v)) - h target.
   *
   * @param hidden n x d
   * @param items V x d
   * @param targets n row numbers of items
   * @param dHidden n x d; the gradient is added to it
   * @param dItems V x d; the gradient is added to it
   */
  public static double lossAndGradient(
      Matrix hidden,
      Matrix items,
      int[] targets,
      Matrix dHidden,
      Matrix dItems,
      Parallel parallel) {
    items.requireShape("items", items.rows(), hidden.cols());
    dHidden.requireShape("dHidden", hidden.rows(), hidden.cols());
    dItems.requireShape("dItems", items.rows(), items.cols());
    if (targets.length != hidden.rows()) {
      throw new IllegalArgumentException(
          "%d rows need as many targets, got %d".formatted(hidden.rows(), targets.length));
    }
    int width = Lanes.kernels().panelWidth();
    Panels byItem = Panels.ofRows(items, null, width, parallel);
    Panels byDimension = Panels.ofColumns(items, 0, items.rows(), width, parallel);
    int stride = byItem.paddedColumns();
    Chunks blocks = new Chunks(hidden.rows(), BLOCK);
    float[] logits = new float[Math.multiplyExact(Math.min(BLOCK, hidden.rows()), stride)];
    double[] losses = new double[hidden.rows()];
    for (int b = 0; b < blocks.count(); b++) {
      int from = blocks.from(b);
      Chunks chunks = new Chunks(blocks.to(b) - from, ROWS);
      parallel.forEach(
          chunks.count(),
          c -> {
            int first = from + chunks.from(c);
            int last = from + chunks.to(c);
            float[] p = logits;
            int at = chunks.from(c) * stride;
            logits(hidden, first, last, byItem, p, at);
            probabilities(p, at, stride, items.rows(), targets, first, last, losses);
            backward(p, at, stride, last - first, byDimension, dHidden, first);
          });
      Panels rows = Panels.ofColumns(hidden, from, blocks.to(b), width, parallel);
      Strided transposed = new Strided(logits, 0, 1, stride);
      Gemm.product(transposed, items.rows(), rows, dItems, true, parallel);
    }
    double sum = 0;
    for (double loss : losses) {
      sum += loss;
    }
    return sum / hidden.rows();
  }

  private static void logits(
      Matrix hidden, int from, int to, Panels items, float[] logits, int at) {
    Tile tile = new Tile(logits, at, items.paddedColumns());
    Lanes.kernels()
        .product(
            Strided.rows(hidden, from),
            to - from,
            items,
            0,
            items.count(),
            0,
            items.depth(),
            tile,
            false);
  }

  /** Turns logits into the gradient of the mean loss: (softmax - one at the target) / n. */
  private static void probabilities(
      float[] x, int at, int stride, int items, int[] targets, int from, int to, double[] losses) {
    Kernels kernels = Lanes.kernels();
    for (int r = from; r < to; r++) {
      int row = at + (r - from) * stride;
      float target = x[row + targets[r]];
      float max = kernels.max(x, row, row + items);
      float sum = kernels.expAndSum(x, row, row + items, max);
      losses[r] = StrictMath.log(sum) + max - target;
      float scale = 1f / (sum * targets.length);
      for (int i = row; i < row + items; i++) {
        x[i] *= scale;
      }
      x[row + targets[r]] -= 1f / targets.length;
    }
  }

  private static void backward(
      float[] p, int at, int stride, int rows, Panels items, Matrix dHidden, int firstRow) {
    Kernels kernels = Lanes.kernels();
    float[] sums = new float[rows * items.paddedColumns()];
    Tile tile = new Tile(sums, 0, items.paddedColumns());
    Strided a = new Strided(p, at, stride, 1);
    for (int from = 0; from < items.depth(); from += DEPTH) {
      int to = Math.min(items.depth(), from + DEPTH);
      kernels.product(a, rows, items, 0, items.count(), from, to, tile, false);
    }
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < dHidden.cols(); j++) {
        dHidden.data()[(firstRow + r) * dHidden.cols() + j] += sums[r * items.paddedColumns() + j];
      }
    }
  }
}
