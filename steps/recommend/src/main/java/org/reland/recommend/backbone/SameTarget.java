package org.reland.recommend.backbone;

import java.util.random.RandomGenerator;
import org.reland.recommend.data.Histories;

/** The training prefixes by the item that follows them: the users and positions of every item. */
final class SameTarget {
  private final Histories train;
  private final int[] pointers;
  private final int[] users;
  private final int[] positions;

  /**
   * The first items of a history.
   *
   * @param length at least 1
   */
  record Prefix(int user, int length) {}

  private SameTarget(Histories train, int[] pointers, int[] users, int[] positions) {
    this.train = train;
    this.pointers = pointers;
    this.users = users;
    this.positions = positions;
  }

  static SameTarget of(Histories train, int items) {
    int[] pointers = new int[items + 2];
    for (int u = 0; u < train.users(); u++) {
      for (int t = 1; t < train.length(u); t++) {
        pointers[train.item(u, t) + 2]++;
      }
    }
    for (int i = 2; i < pointers.length; i++) {
      pointers[i] += pointers[i - 1];
    }
    int[] users = new int[pointers[items + 1]];
    int[] positions = new int[users.length];
    for (int u = 0; u < train.users(); u++) {
      for (int t = 1; t < train.length(u); t++) {
        int at = pointers[train.item(u, t) + 1]++;
        users[at] = u;
        positions[at] = t;
      }
    }
    return new SameTarget(train, pointers, users, positions);
  }

  /** A prefix that the same item follows, uniformly; the given one where there is no other. */
  Prefix draw(int user, int length, RandomGenerator random) {
    int item = train.item(user, length);
    int count = pointers[item + 1] - pointers[item];
    if (count > 1) {
      // The given one's place is skipped by putting the last in it.
      int chosen = pointers[item] + random.nextInt(count - 1);
      if (users[chosen] == user && positions[chosen] == length) {
        chosen = pointers[item + 1] - 1;
      }
      return new Prefix(users[chosen], positions[chosen]);
    }
    return new Prefix(user, length);
  }
}
