package org.reland.linalg;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.reland.linalg.Kernels.Rows;
import org.reland.linalg.Kernels.Tile;

/**
 * Softmax cross entropy over all items with both gradients. The logits exist only for a block of
 * rows, which stays in the cache while it becomes probabilities and is multiplied back into the two
 * gradients.
 */
public final class CrossEntropy {
  /** Rows whose logits exist at a time: 96 x 12,000 items are 5 MB. */
  private static final int BLOCK = 96;

  /** Rows in one chunk of work; a multiple of every kernel's height. */
  private static final int ROWS = 24;

  /** Panels of items in one chunk of work. */
  private static final int PANELS = 16;

  private final Matrix hidden;
  private final Matrix items;
  private final int[] targets;
  private final @Nullable SparseBias bias;
  private final Matrix dHidden;
  private final Parallel parallel;
  private final Kernels kernels = Lanes.kernels();

  /** The items as columns, for the logits, and as depth, for the gradient of the hidden rows. */
  private final Panels byItem;

  private final Panels byDimension;

  /** Floats from one row of logits to the next. */
  private final int stride;

  private final float[] logits;

  /** Gradient of the items: for each panel of items, d rows of its width. */
  private final float[] dItemPanels;

  private final double[] losses;

  /**
   * 1 / (n * sum of the row's exponentials): what the unscaled gradient of a row is multiplied by.
   */
  private final float[] scales;

  private CrossEntropy(
      Matrix hidden,
      Matrix items,
      int[] targets,
      @Nullable SparseBias bias,
      Matrix dHidden,
      Parallel parallel) {
    this.hidden = hidden;
    this.items = items;
    this.targets = targets;
    this.bias = bias;
    this.dHidden = dHidden;
    this.parallel = parallel;
    this.byItem = Panels.ofRows(items, null, kernels.panelWidth(), parallel);
    this.byDimension = Panels.ofColumns(items, 0, items.rows(), kernels.panelWidth(), parallel);
    this.stride = byItem.paddedColumns();
    this.logits = new float[Math.multiplyExact(Math.min(BLOCK, hidden.rows()), stride)];
    this.dItemPanels = new float[Math.multiplyExact(items.cols(), stride)];
    this.losses = new double[hidden.rows()];
    this.scales = new float[hidden.rows()];
  }

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
    return lossAndGradient(hidden, items, targets, null, dHidden, dItems, parallel);
  }

  /**
   * As {@link #lossAndGradient(Matrix, Matrix, int[], Matrix, Matrix, Parallel)}, with a bias on
   * some logits.
   *
   * @param bias its gradient is set; null for none
   * @param dItems null where the items stand still, which saves a third of the work
   */
  public static double lossAndGradient(
      Matrix hidden,
      Matrix items,
      int[] targets,
      @Nullable SparseBias bias,
      Matrix dHidden,
      @Nullable Matrix dItems,
      Parallel parallel) {
    items.requireShape("items", items.rows(), hidden.cols());
    dHidden.requireShape("dHidden", hidden.rows(), hidden.cols());
    if (dItems != null) {
      dItems.requireShape("dItems", items.rows(), items.cols());
    }
    if (targets.length != hidden.rows()) {
      throw new IllegalArgumentException(
          "%d rows need as many targets, got %d".formatted(hidden.rows(), targets.length));
    }
    CrossEntropy computation = new CrossEntropy(hidden, items, targets, bias, dHidden, parallel);
    Chunks blocks = new Chunks(hidden.rows(), BLOCK);
    for (int block = 0; block < blocks.count(); block++) {
      computation.rows(blocks.from(block), blocks.to(block));
      if (dItems != null) {
        computation.itemGradient(blocks.from(block), blocks.to(block));
      }
    }
    if (dItems != null) {
      computation.addTo(dItems);
    }
    return Arrays.stream(computation.losses).sum() / hidden.rows();
  }

  /** Logits, loss, unscaled gradient of the logits and gradient of the hidden rows. */
  private void rows(int from, int to) {
    Chunks chunks = new Chunks(to - from, ROWS);
    parallel.forEach(
        chunks.count(),
        chunk -> {
          int at = chunks.from(chunk) * stride;
          int first = from + chunks.from(chunk);
          int count = chunks.to(chunk) - chunks.from(chunk);
          multiply(Rows.of(hidden, first), count, at);
          for (int r = 0; r < count; r++) {
            int row = first + r;
            if (bias != null) {
              bias.add(row, logits, at + r * stride);
            }
            softmax(at + r * stride, row);
            if (bias != null) {
              bias.collect(row, logits, at + r * stride, scales[row]);
            }
          }
          hiddenGradient(at, first, count);
        });
  }

  /**
   * Logits of a chunk of rows, a few panels at a time, so that these stay in the cache for all
   * rows.
   */
  private void multiply(Rows rows, int count, int at) {
    Chunks tiles = new Chunks(byItem.count(), PANELS);
    for (int t = 0; t < tiles.count(); t++) {
      int panel = tiles.from(t);
      Tile tile = new Tile(logits, at + panel * byItem.width(), stride);
      kernels.product(
          rows, count, byItem, panel, tiles.to(t) - panel, 0, byItem.depth(), tile, false);
    }
  }

  /** Turns logits into exp(logit - max), less the sum of these at the target. */
  private void softmax(int at, int row) {
    int end = at + items.rows();
    float target = logits[at + targets[row]];
    float max = kernels.max(logits, at, end);
    float sum = kernels.expAndSum(logits, at, end, max);
    losses[row] = StrictMath.log(sum) + max - target;
    scales[row] = 1f / (sum * targets.length);
    logits[at + targets[row]] -= sum;
  }

  private void hiddenGradient(int at, int firstRow, int count) {
    int width = byDimension.paddedColumns();
    float[] sums = new float[count * width];
    Rows gradient = new Rows(logits, at, stride);
    Gemm.overDepth(gradient, count, byDimension, 0, byDimension.count(), new Tile(sums, 0, width));
    int d = hidden.cols();
    for (int r = 0; r < count; r++) {
      VectorOps.axpy(scales[firstRow + r], sums, r * width, dHidden.data(), (firstRow + r) * d, d);
    }
  }

  /** Adds the block's share: (scaled rows)^T times the gradient of the logits. */
  private void itemGradient(int from, int to) {
    int d = hidden.cols();
    int rows = to - from;
    Matrix transposed = new Matrix(d, rows);
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < d; j++) {
        transposed.set(j, r, hidden.get(from + r, j) * scales[from + r]);
      }
    }
    Chunks chunks = new Chunks(byItem.count(), PANELS);
    parallel.forEach(
        chunks.count(),
        chunk -> {
          Panels panel = Panels.empty(byItem.width(), rows, byItem.width());
          for (int p = chunks.from(chunk); p < chunks.to(chunk); p++) {
            kernels.packPanel(
                logits, p * byItem.width(), stride, rows, panel.data(), byItem.width());
            Tile tile = new Tile(dItemPanels, p * d * byItem.width(), byItem.width());
            kernels.product(Rows.of(transposed, 0), d, panel, 0, 1, 0, rows, tile, true);
          }
        });
  }

  private void addTo(Matrix dItems) {
    int d = items.cols();
    int width = byItem.width();
    Chunks chunks = new Chunks(byItem.count(), PANELS);
    parallel.forEach(
        chunks.count(),
        chunk -> {
          int from = chunks.from(chunk) * width;
          int to = Math.min(items.rows(), chunks.to(chunk) * width);
          for (int v = from; v < to; v++) {
            int at = v / width * d * width + v % width;
            for (int j = 0; j < d; j++) {
              dItems.data()[v * d + j] += dItemPanels[at + j * width];
            }
          }
        });
  }
}
