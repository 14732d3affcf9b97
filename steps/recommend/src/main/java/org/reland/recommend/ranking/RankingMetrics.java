package org.reland.recommend.ranking;

import org.reland.linalg.TopK;
import org.reland.recommend.data.UserItems;

/**
 * NDCG and hit ratio of one user's ranking, with binary relevance (Järvelin and Kekäläinen, TOIS
 * 2002): gain 1 / log2(rank + 1) for ranks from 1, the ideal cut at min(k, number of relevant
 * items). A hit ratio of 1 means at least one relevant item among the first k.
 */
public final class RankingMetrics {
  private static final double LOG2 = StrictMath.log(2);

  private final double[] discount;
  private final double[] ideal;

  /** For cut-offs up to {@code maxK}. */
  public RankingMetrics(int maxK) {
    discount = new double[maxK];
    ideal = new double[maxK + 1];
    for (int rank = 0; rank < maxK; rank++) {
      discount[rank] = LOG2 / StrictMath.log(rank + 2);
      ideal[rank + 1] = ideal[rank] + discount[rank];
    }
  }

  /** NDCG@k of the ranking of query {@code q}; the user must have a relevant item. */
  public double ndcg(TopK.Result ranking, int q, int k, UserItems relevant, int user) {
    double gain = 0;
    for (int rank = 0; rank < k; rank++) {
      if (hit(ranking, q, rank, relevant, user)) {
        gain += discount[rank];
      }
    }
    return gain / ideal[Math.min(k, relevant.count(user))];
  }

  /** 1 where one of the first k items is relevant, else 0. */
  public double hitRatio(TopK.Result ranking, int q, int k, UserItems relevant, int user) {
    for (int rank = 0; rank < k; rank++) {
      if (hit(ranking, q, rank, relevant, user)) {
        return 1;
      }
    }
    return 0;
  }

  private static boolean hit(TopK.Result ranking, int q, int rank, UserItems relevant, int user) {
    int item = ranking.id(q, rank);
    return item >= 0 && relevant.contains(user, item);
  }
}
