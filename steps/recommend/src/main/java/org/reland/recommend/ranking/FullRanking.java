package org.reland.recommend.ranking;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.reland.linalg.TopK;
import org.reland.recommend.data.UserItems;

/**
 * Full ranking: every item competes for every user, except those that the user is known to have.
 *
 * @param cutoffs the values of k, ascending
 * @param relevant the items to be found; a user without any is not evaluated
 * @param masked sets whose items are left out of the user's ranking
 */
public record FullRanking(int[] cutoffs, UserItems relevant, UserItems... masked) {
  /** Users ranked at a time: bounds the memory, changes no result. */
  private static final int BLOCK = 4096;

  /**
   * What every evaluated user scored.
   *
   * @param users dense ids, ascending
   * @param ndcg by cut-off and position in users
   * @param hitRatio likewise
   */
  public record Scores(int[] cutoffs, int[] users, double[][] ndcg, double[][] hitRatio) {
    /** Mean NDCG over the users at the cut-off with this index; 0 without users. */
    public double meanNdcg(int cutoff) {
      return Arrays.stream(ndcg[cutoff]).average().orElse(0);
    }

    public double meanHitRatio(int cutoff) {
      return Arrays.stream(hitRatio[cutoff]).average().orElse(0);
    }
  }

  /** Ranks for every user with a relevant item. */
  public Scores evaluate(Ranker ranker) {
    int[] users = IntStream.range(0, relevant.users()).filter(u -> relevant.count(u) > 0).toArray();
    int maxK = cutoffs[cutoffs.length - 1];
    RankingMetrics metrics = new RankingMetrics(maxK);
    double[][] ndcg = new double[cutoffs.length][users.length];
    double[][] hitRatio = new double[cutoffs.length][users.length];
    for (int from = 0; from < users.length; from += BLOCK) {
      int[] block = Arrays.copyOfRange(users, from, Math.min(users.length, from + BLOCK));
      TopK.Result ranking = ranker.best(block, maxK, (query, item) -> isMasked(block[query], item));
      for (int q = 0; q < block.length; q++) {
        for (int c = 0; c < cutoffs.length; c++) {
          ndcg[c][from + q] = metrics.ndcg(ranking, q, cutoffs[c], relevant, block[q]);
          hitRatio[c][from + q] = metrics.hitRatio(ranking, q, cutoffs[c], relevant, block[q]);
        }
      }
    }
    return new Scores(cutoffs, users, ndcg, hitRatio);
  }

  private boolean isMasked(int user, int item) {
    for (UserItems set : masked) {
      if (set.contains(user, item)) {
        return true;
      }
    }
    return false;
  }
}
