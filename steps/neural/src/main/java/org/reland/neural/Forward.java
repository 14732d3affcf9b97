package org.reland.neural;

import org.jspecify.annotations.Nullable;

/** What a forward pass leaves for the way back. */
final class Forward {
  private Forward() {}

  /** It, which must be there. */
  static <T> T of(@Nullable T left) {
    if (left == null) {
      throw new IllegalStateException("backward before any forward");
    }
    return left;
  }
}
