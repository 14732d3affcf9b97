package org.reland.recommend.ranking;

import org.reland.linalg.TopK;

/** Ranks all items for users: what a trained model is to the evaluation. */
public interface Ranker {
  /**
   * The best items of each user, best first, ties to the lower id.
   *
   * @param users dense ids
   * @param excluded asked with the position in {@code users} and the item
   */
  TopK.Result best(int[] users, int k, TopK.Exclusion excluded);
}
