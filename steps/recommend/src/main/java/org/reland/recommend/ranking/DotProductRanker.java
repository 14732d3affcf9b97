package org.reland.recommend.ranking;

import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.TopK;

/** Scores are inner products of a user's vector with an item's. */
public final class DotProductRanker implements Ranker {
  private final Matrix users;
  private final TopK items;
  private final Parallel parallel;

  /**
   * Of vectors of equal length.
   *
   * @param users users x d
   * @param items items x d
   */
  public DotProductRanker(Matrix users, Matrix items, Parallel parallel) {
    this.users = users;
    this.items = TopK.over(items, parallel);
    this.parallel = parallel;
  }

  @Override
  public TopK.Result best(int[] wanted, int k, TopK.Exclusion excluded) {
    Matrix queries = new Matrix(wanted.length, users.cols());
    for (int q = 0; q < wanted.length; q++) {
      users.copyRow(wanted[q], queries.data(), q * queries.cols());
    }
    return items.search(queries, k, excluded, parallel);
  }
}
