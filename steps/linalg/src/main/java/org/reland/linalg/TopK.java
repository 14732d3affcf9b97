package org.reland.linalg;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.reland.linalg.Kernels.Rows;
import org.reland.linalg.Kernels.Tile;

/**
 * Exact search for the k rows with the largest inner product (plus a bias for each row): Eq. 3 when
 * the rows are unit vectors. The scores of a block of queries against a tile of rows are computed
 * and looked through while they lie in the cache; a score is looked at singly only when it beats
 * the worst one kept so far.
 */
public final class TopK {
  /** Queries that share one pass over the rows. */
  private static final int QUERIES = 96;

  /** Rows in a tile, about. */
  private static final int TILE = 128;

  private final Panels panels;

  private TopK(Panels panels) {
    this.panels = panels;
  }

  /**
   * Leaves rows out of a query's result. Asked only about rows that would otherwise enter it, by
   * several threads.
   */
  @FunctionalInterface
  public interface Exclusion {
    boolean excluded(int query, int id);
  }

  /**
   * Best first, ties to the lower id; where a query has fewer than k rows to offer, ids end in -1
   * and scores in -infinity.
   *
   * @param ids queries x k, row numbers
   * @param scores queries x k
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Result(int k, int[] ids, float[] scores) {
    public int queries() {
      return k == 0 ? 0 : ids.length / k;
    }

    public int id(int query, int rank) {
      return ids[query * k + rank];
    }

    public float score(int query, int rank) {
      return scores[query * k + rank];
    }
  }

  /**
   * Packs {@code rows} (count x d) once for any number of searches; later changes to it do not
   * show.
   */
  public static TopK over(Matrix rows, Parallel parallel) {
    return new TopK(Panels.ofRows(rows, null, Lanes.kernels().panelWidth(), parallel));
  }

  /** As {@link #over(Matrix, Parallel)}, with {@code bias[i]} added to the score of row i. */
  public static TopK over(Matrix rows, float[] bias, Parallel parallel) {
    if (bias.length != rows.rows()) {
      throw new IllegalArgumentException(
          "%d rows need as many biases, got %d".formatted(rows.rows(), bias.length));
    }
    return new TopK(Panels.ofRows(rows, bias, Lanes.kernels().panelWidth(), parallel));
  }

  /** The k best rows for each query; queries is count x d. */
  public Result search(Matrix queries, int k, Parallel parallel) {
    return find(queries, k, null, parallel);
  }

  /** The k best rows that are not excluded. Scores of NaN or -infinity are never found. */
  public Result search(Matrix queries, int k, Exclusion exclusion, Parallel parallel) {
    return find(queries, k, exclusion, parallel);
  }

  private Result find(Matrix queries, int k, @Nullable Exclusion exclusion, Parallel parallel) {
    queries.requireShape("queries", queries.rows(), panels.depth());
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1, got " + k);
    }
    int[] ids = new int[Math.multiplyExact(queries.rows(), k)];
    float[] scores = new float[ids.length];
    Arrays.fill(ids, -1);
    Arrays.fill(scores, Float.NEGATIVE_INFINITY);
    Chunks blocks = new Chunks(queries.rows(), QUERIES);
    Result result = new Result(k, ids, scores);
    parallel.forEach(
        blocks.count(),
        block -> searchBlock(queries, blocks.from(block), blocks.to(block), exclusion, result));
    return result;
  }

  private void searchBlock(
      Matrix queries, int from, int to, @Nullable Exclusion exclusion, Result result) {
    Kernels kernels = Lanes.kernels();
    Rows rows = Rows.of(queries, from);
    Chunks tiles = new Chunks(panels.count(), Math.max(1, TILE / panels.width()));
    int stride = tiles.length() * panels.width();
    float[] tile = new float[(to - from) * stride];
    for (int t = 0; t < tiles.count(); t++) {
      int first = tiles.from(t);
      int count = tiles.to(t) - first;
      kernels.product(
          rows,
          to - from,
          panels,
          first,
          count,
          0,
          panels.depth(),
          new Tile(tile, 0, stride),
          false);
      for (int q = from; q < to; q++) {
        int row = (q - from) * stride;
        keepBest(
            kernels,
            tile,
            row,
            row + count * panels.width(),
            q,
            first * panels.width(),
            exclusion,
            result);
      }
    }
  }

  private static void keepBest(
      Kernels kernels,
      float[] tile,
      int from,
      int to,
      int query,
      int firstId,
      @Nullable Exclusion exclusion,
      Result result) {
    int worst = (query + 1) * result.k() - 1;
    int i = kernels.firstAbove(tile, from, to, result.scores()[worst]);
    while (i < to) {
      int id = firstId + i - from;
      if (exclusion == null || !exclusion.excluded(query, id)) {
        insert(result, query, id, tile[i]);
      }
      i = kernels.firstAbove(tile, i + 1, to, result.scores()[worst]);
    }
  }

  /** Ids arrive in ascending order, so an equal score goes behind the ones that are there. */
  private static void insert(Result result, int query, int id, float score) {
    int first = query * result.k();
    int at = first + result.k() - 1;
    while (at > first && score > result.scores()[at - 1]) {
      result.scores()[at] = result.scores()[at - 1];
      result.ids()[at] = result.ids()[at - 1];
      at--;
    }
    result.scores()[at] = score;
    result.ids()[at] = id;
  }
}
