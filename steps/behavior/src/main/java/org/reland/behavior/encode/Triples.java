package org.reland.behavior.encode;

import java.util.random.RandomGenerator;

/**
 * An epoch's training triples: every pair once, in random order, each with one item drawn uniformly
 * among those the user has nothing to do with in training. Users that have everything are left out.
 */
record Triples(int[] users, int[] positives, int[] negatives) {

  static Triples draw(TrainingPairs pairs, RandomGenerator random) {
    int[] order = new int[pairs.size()];
    int count = 0;
    for (int e = 0; e < order.length; e++) {
      if (pairs.hasNegative(pairs.userOf()[e])) {
        int at = random.nextInt(count + 1);
        order[count++] = order[at];
        order[at] = e;
      }
    }
    Triples triples = new Triples(new int[count], new int[count], new int[count]);
    for (int t = 0; t < count; t++) {
      int user = pairs.userOf()[order[t]];
      int negative = random.nextInt(pairs.items());
      while (pairs.contains(user, negative)) {
        negative = random.nextInt(pairs.items());
      }
      triples.users[t] = user;
      triples.positives[t] = pairs.itemOf()[order[t]];
      triples.negatives[t] = negative;
    }
    return triples;
  }

  int size() {
    return users.length;
  }
}
