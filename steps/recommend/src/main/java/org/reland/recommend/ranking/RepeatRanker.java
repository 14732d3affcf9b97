package org.reland.recommend.ranking;

import org.reland.linalg.Matrix;
import org.reland.linalg.TopK;
import org.reland.linalg.VectorOps;
import org.reland.recommend.data.UserItems;

/**
 * Scores are inner products, and a number is added to those of the items that a user has already.
 */
public final class RepeatRanker implements Ranker {
  private final DotProductRanker others;
  private final Matrix users;
  private final Matrix items;
  private final UserItems known;
  private final float bias;

  /**
   * Of vectors of equal length.
   *
   * @param others ranks by the inner products of the same vectors alone
   * @param users users x d
   * @param items items x d
   * @param known what each user has already
   * @param bias what is added there
   */
  public RepeatRanker(
      DotProductRanker others, Matrix users, Matrix items, UserItems known, float bias) {
    this.others = others;
    this.users = users;
    this.items = items;
    this.known = known;
    this.bias = bias;
  }

  @Override
  public TopK.Result best(int[] wanted, int k, TopK.Exclusion excluded) {
    TopK.Result best =
        others.best(
            wanted,
            k,
            (query, item) -> known.contains(wanted[query], item) || excluded.excluded(query, item));
    int d = users.cols();
    for (int query = 0; query < wanted.length; query++) {
      for (int item : known.of(wanted[query])) {
        if (!excluded.excluded(query, item)) {
          float score = VectorOps.dot(users.data(), wanted[query] * d, items.data(), item * d, d);
          insert(best, query, item, score + bias);
        }
      }
    }
    return best;
  }

  private static void insert(TopK.Result best, int query, int item, float score) {
    int first = query * best.k();
    int at = first + best.k();
    while (at > first && isBefore(score, item, best, at - 1)) {
      at--;
      if (at + 1 < first + best.k()) {
        best.scores()[at + 1] = best.scores()[at];
        best.ids()[at + 1] = best.ids()[at];
      }
    }
    if (at < first + best.k()) {
      best.scores()[at] = score;
      best.ids()[at] = item;
    }
  }

  /** Better, or as good with the lower id, than what is there. */
  private static boolean isBefore(float score, int item, TopK.Result best, int at) {
    float other = best.scores()[at];
    return best.ids()[at] < 0 || score > other || (score == other && item < best.ids()[at]);
  }
}
