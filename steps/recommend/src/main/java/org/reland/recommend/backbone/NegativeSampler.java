package org.reland.recommend.backbone;

import java.util.random.RandomGenerator;
import org.reland.recommend.data.UserItems;

/** Draws items uniformly among those that a user does not have in train. */
final class NegativeSampler {
  private final UserItems train;
  private final int items;

  NegativeSampler(UserItems train, int items) {
    this.train = train;
    this.items = items;
  }

  /** Whether the user leaves any item to draw. */
  boolean possible(int user) {
    return train.count(user) < items;
  }

  int draw(int user, RandomGenerator random) {
    int item = random.nextInt(items);
    while (train.contains(user, item)) {
      item = random.nextInt(items);
    }
    return item;
  }
}
