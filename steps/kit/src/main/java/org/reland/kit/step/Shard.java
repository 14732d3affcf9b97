package org.reland.kit.step;

import org.reland.kit.error.UsageException;

/** Shard {@code index} of {@code count}, counted from 0. */
public record Shard(int index, int count) {
  public Shard {
    if (count < 1 || index < 0 || index >= count) {
      throw new UsageException("shard %d/%d: must be i/n with 0 <= i < n".formatted(index, count));
    }
  }

  /** Reads {@code i/n}. */
  public static Shard parse(String text) {
    String[] parts = text.split("/", -1);
    try {
      if (parts.length == 2) {
        return new Shard(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
      }
    } catch (NumberFormatException e) {
      // The message below says what is expected.
    }
    throw new UsageException("shard '" + text + "': must be i/n with 0 <= i < n, for example 3/16");
  }
}
