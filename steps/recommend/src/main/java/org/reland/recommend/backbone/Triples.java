package org.reland.recommend.backbone;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.reland.recommend.data.Shuffle;
import org.reland.recommend.data.UserItems;

/**
 * The (user, positive, negative) triples of pairwise training: every training pair once an epoch,
 * shuffled, with one uniform negative.
 */
final class Triples {
  private final int[] users;
  private final int[] positives;
  private final NegativeSampler negatives;

  Triples(UserItems train, int items) {
    negatives = new NegativeSampler(train, items);
    int[] userOf = train.userOf();
    int[] itemOf = train.itemOf();
    users = new int[userOf.length];
    positives = new int[userOf.length];
    int kept = 0;
    for (int e = 0; e < userOf.length; e++) {
      if (negatives.possible(userOf[e])) {
        users[kept] = userOf[e];
        positives[kept++] = itemOf[e];
      }
    }
    count = kept;
  }

  private final int count;

  int count() {
    return count;
  }

  /** One batch: three arrays of equal length. */
  record Batch(int[] users, int[] positives, int[] negatives) {
    int size() {
      return users.length;
    }

    /** The triples of which the user comes for the first time, or again with the same positive. */
    Batch onePositiveEach() {
      Map<Integer, Integer> positiveOf = new HashMap<>();
      int[] kept =
          IntStream.range(0, size())
              .filter(
                  b -> {
                    Integer first = positiveOf.putIfAbsent(users[b], positives[b]);
                    return first == null || first == positives[b];
                  })
              .toArray();
      return new Batch(pick(users, kept), pick(positives, kept), pick(negatives, kept));
    }

    private static int[] pick(int[] from, int[] rows) {
      return Arrays.stream(rows).map(row -> from[row]).toArray();
    }
  }

  /** What is done with a batch. */
  @FunctionalInterface
  interface Visitor {
    void visit(Batch batch);
  }

  /** One epoch in batches of this size; the last may be smaller. */
  void epoch(int batchSize, RandomGenerator random, Visitor visitor) {
    int[] order = new int[count];
    Arrays.setAll(order, e -> e);
    Shuffle.shuffle(order, random);
    for (int from = 0; from < count; from += batchSize) {
      int size = Math.min(batchSize, count - from);
      Batch batch = new Batch(new int[size], new int[size], new int[size]);
      for (int b = 0; b < size; b++) {
        int e = order[from + b];
        batch.users[b] = users[e];
        batch.positives[b] = positives[e];
        batch.negatives[b] = negatives.draw(users[e], random);
      }
      visitor.visit(batch);
    }
  }
}
