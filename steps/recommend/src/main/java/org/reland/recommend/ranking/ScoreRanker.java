package org.reland.recommend.ranking;

import java.util.Arrays;
import org.reland.linalg.Parallel;
import org.reland.linalg.TopK;

/** Scores are computed for one user at a time, over all items. */
public final class ScoreRanker implements Ranker {
  /** Users that one chunk of work covers. */
  private static final int CHUNK = 16;

  private final int items;
  private final Scores scores;
  private final Parallel parallel;

  /** The scores of all items for a user; called by several threads. */
  @FunctionalInterface
  public interface Scores {
    /**
     * Overwrites all of the array.
     *
     * @param into one score an item
     */
    void of(int user, float[] into);
  }

  public ScoreRanker(int items, Scores scores, Parallel parallel) {
    this.items = items;
    this.scores = scores;
    this.parallel = parallel;
  }

  @Override
  public TopK.Result best(int[] users, int k, TopK.Exclusion excluded) {
    TopK.Result result = new TopK.Result(k, new int[users.length * k], new float[users.length * k]);
    Arrays.fill(result.ids(), -1);
    Arrays.fill(result.scores(), Float.NEGATIVE_INFINITY);
    parallel.forEach(
        (users.length + CHUNK - 1) / CHUNK,
        chunk -> {
          float[] row = new float[items];
          for (int q = chunk * CHUNK; q < Math.min(users.length, (chunk + 1) * CHUNK); q++) {
            scores.of(users[q], row);
            select(row, q, excluded, result);
          }
        });
    return result;
  }

  private static void select(float[] row, int query, TopK.Exclusion excluded, TopK.Result best) {
    int worst = (query + 1) * best.k() - 1;
    for (int item = 0; item < row.length; item++) {
      if (row[item] > best.scores()[worst] && !excluded.excluded(query, item)) {
        insert(best, query, item, row[item]);
      }
    }
  }

  /** Items come in ascending order, so an equal score goes behind those that are there. */
  private static void insert(TopK.Result best, int query, int item, float score) {
    int first = query * best.k();
    int at = first + best.k() - 1;
    while (at > first && score > best.scores()[at - 1]) {
      best.scores()[at] = best.scores()[at - 1];
      best.ids()[at] = best.ids()[at - 1];
      at--;
    }
    best.scores()[at] = score;
    best.ids()[at] = item;
  }
}
