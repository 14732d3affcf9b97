package org.reland.recommend.backbone;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Takes the whole rationale away from a part of the rows, so that no row relies on it alone. */
final class RationaleDropout {
  private RationaleDropout() {}

  /**
   * The rows, with -1 in place of those that go without.
   *
   * @param random null where nothing is dropped
   */
  static int[] of(int[] rows, Hyperparameters settings, @Nullable RandomGenerator random) {
    double rate = settings.rationaleDropout();
    if (random == null || rate == 0) {
      return rows;
    }
    return Arrays.stream(rows).map(row -> random.nextDouble() < rate ? -1 : row).toArray();
  }
}
