package org.reland.behavior.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reland.kit.artifact.Intake;
import org.reland.kit.error.BadRowException;

/** Counts the rows that are read, and those of them that are not taken, with the reason. */
final class Losses {
  private long rows;
  private long interactions;
  private long otherEvents;
  private @Nullable String firstOtherEvent;
  private long itemsTwice;
  private long bad;
  private final Map<String, Long> badByReason = new TreeMap<>();
  private final Map<String, String> firstOfReason = new TreeMap<>();

  /** All interactions have been read; what comes now are items. */
  void interactionsEnd() {
    interactions = rows;
  }

  /** Rows of interactions that were read. */
  long interactions() {
    return interactions;
  }

  /** Number of rows with this one. */
  long countRow() {
    return ++rows;
  }

  long rows() {
    return rows;
  }

  void otherEvent(String event) {
    otherEvents++;
    if (firstOtherEvent == null) {
      firstOtherEvent = event;
    }
  }

  void itemTwice() {
    itemsTwice++;
  }

  /** Number of rows that cannot be read, with this one. */
  long bad(BadRowException e) {
    badByReason.merge(e.reason(), 1L, Long::sum);
    firstOfReason.putIfAbsent(e.reason(), String.valueOf(e.getMessage()));
    return ++bad;
  }

  long bad() {
    return bad;
  }

  /** {@code 3 x not a number, 1 x no id}. */
  String badInWords() {
    List<String> words = new ArrayList<>();
    badByReason.forEach((reason, count) -> words.add("%,d x %s".formatted(count, reason)));
    return String.join(", ", words);
  }

  /** A row of the table for everything that has happened. */
  List<Intake> table() {
    List<Intake> table = new ArrayList<>();
    badByReason.forEach(
        (reason, count) ->
            table.add(
                new Intake(
                    "left out, cannot be read: " + reason,
                    count,
                    null,
                    null,
                    firstOfReason.get(reason))));
    if (otherEvents > 0) {
      table.add(
          new Intake("left out: not in ingest.events", otherEvents, null, null, firstOtherEvent));
    }
    if (itemsTwice > 0) {
      table.add(new Intake("noted: items described twice", itemsTwice, null, null, null));
    }
    return table;
  }
}
