package org.reland.behavior.ingest;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Interactions as they come in, column by column: some 30 bytes each, whatever the length of the
 * ids. A pair of user and item that comes again is an interaction again.
 */
final class InteractionLog {
  private static final int NO_EVENT = -1;

  private final RawIds users = new RawIds();
  private final RawIds items = new RawIds();
  private final RawIds events = new RawIds();
  private int[] user = new int[1 << 10];
  private int[] item = new int[1 << 10];
  private int[] event = new int[1 << 10];
  private double[] time = new double[1 << 10];
  private float[] weight = new float[1 << 10];
  private int size;
  private int outside;
  private final TimeRange range;

  /** Takes up what happened in the range, and counts the rest. */
  InteractionLog(TimeRange range) {
    this.range = range;
  }

  void add(
      String rawUser,
      String rawItem,
      double when,
      @Nullable String rawEvent,
      @Nullable Float howMuch) {
    if (!range.contains(when)) {
      outside++;
      return;
    }
    if (size == user.length) {
      grow(size + (size >> 1));
    }
    user[size] = users.number(rawUser);
    item[size] = items.number(rawItem);
    event[size] = rawEvent == null ? NO_EVENT : events.number(rawEvent);
    time[size] = when;
    weight[size] = howMuch == null ? Float.NaN : howMuch;
    size++;
  }

  /** The interactions of the last so many days that there are. */
  InteractionLog ofLast(int days) {
    double newest = Double.NEGATIVE_INFINITY;
    for (int row = 0; row < size; row++) {
      newest = Math.max(newest, time[row]);
    }
    double seconds = Duration.ofDays(days).toSeconds();
    var last = new InteractionLog(new TimeRange(newest - seconds, Double.POSITIVE_INFINITY));
    for (int row = 0; row < size; row++) {
      last.add(users.raw(user[row]), items.raw(item[row]), time[row], event(row), weight(row));
    }
    return last;
  }

  int size() {
    return size;
  }

  /** Interactions that were passed over because of their time. */
  int outside() {
    return outside;
  }

  RawIds users() {
    return users;
  }

  RawIds items() {
    return items;
  }

  /** Number of the user of an interaction, by appearance. */
  int user(int row) {
    return user[row];
  }

  /** Number of the item of an interaction, by appearance. */
  int item(int row) {
    return item[row];
  }

  double time(int row) {
    return time[row];
  }

  @Nullable String event(int row) {
    return event[row] == NO_EVENT ? null : events.raw(event[row]);
  }

  @Nullable Float weight(int row) {
    return Float.isNaN(weight[row]) ? null : weight[row];
  }

  private void grow(int capacity) {
    user = Arrays.copyOf(user, capacity);
    item = Arrays.copyOf(item, capacity);
    event = Arrays.copyOf(event, capacity);
    time = Arrays.copyOf(time, capacity);
    weight = Arrays.copyOf(weight, capacity);
  }
}
