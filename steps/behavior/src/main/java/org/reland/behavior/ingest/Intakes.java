package org.reland.behavior.ingest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reland.kit.artifact.Intake;

/** The account of what was read: what is kept, what is left out and why, what is noted. */
final class Intakes {
  private Intakes() {}

  /**
   * Rows in the order in which things happen.
   *
   * @param log what is left of the data after the window
   */
  static List<Intake> of(
      IngestConfig config,
      RawData data,
      InteractionLog log,
      DenseIds users,
      DenseIds items,
      Histories histories) {
    boolean generated = config.source().equals("generated");
    int outside = log == data.log() ? log.outside() : data.log().outside() + log.outside();
    int kept = histories.rows().length;
    List<Intake> rows = new ArrayList<>();
    rows.add(
        new Intake(
            "read",
            generated ? data.log().size() : data.losses().interactions(),
            null,
            null,
            null));
    rows.addAll(data.losses().table());
    if (outside > 0) {
      rows.add(row("left out: outside ingest.as_of and window_days", outside));
    }
    int dropped = log.size() - kept;
    if (dropped > 0) {
      rows.add(
          new Intake(
              "left out: not in the %d-core (ingest.k_core)".formatted(config.core()),
              dropped,
              (long) log.users().size() - users.size(),
              (long) log.items().size() - countIn(items),
              null));
    }
    rows.add(new Intake("kept", kept, (long) users.size(), (long) items.size(), null));
    add(
        "noted: at the same time as the one before; the order of the file counts",
        histories.ties(),
        rows);
    add("noted: of an item again", histories.repeats(), rows);
    add("noted: of an item again at the same time", histories.duplicates(), rows);
    unknown(config, data, log, histories, rows);
    return rows;
  }

  /** Items that the catalogue does not have. */
  private static void unknown(
      IngestConfig config,
      RawData data,
      InteractionLog log,
      Histories histories,
      List<Intake> rows) {
    if (config.items().isEmpty()) {
      return;
    }
    boolean[] isUnknown = new boolean[log.items().size()];
    long unknown = 0;
    @Nullable String example = null;
    for (int i = 0; i < isUnknown.length; i++) {
      isUnknown[i] = !data.words().containsKey(log.items().raw(i));
    }
    boolean[] seen = new boolean[isUnknown.length];
    long items = 0;
    for (int row : histories.rows()) {
      int item = log.item(row);
      if (isUnknown[item]) {
        unknown++;
        if (!seen[item]) {
          seen[item] = true;
          items++;
          example = example == null ? log.items().raw(item) : example;
        }
      }
    }
    if (unknown > 0) {
      rows.add(
          new Intake("noted: of items that ingest.items lacks", unknown, null, items, example));
    }
  }

  private static void add(String what, int interactions, List<Intake> rows) {
    if (interactions > 0) {
      rows.add(row(what, interactions));
    }
  }

  private static Intake row(String what, long interactions) {
    return new Intake(what, interactions, null, null, null);
  }

  /** Items with interactions among those that are kept; a catalogue may have more. */
  private static long countIn(DenseIds items) {
    long count = 0;
    for (int dense : items.ofNumber()) {
      count += dense >= 0 ? 1 : 0;
    }
    return count;
  }

  /** In a line. */
  static String inWords(Intake row) {
    StringBuilder words = new StringBuilder();
    words.append(row.what()).append(": %,d interactions".formatted(row.interactions()));
    if (row.users() != null) {
      words.append(", %,d users".formatted(row.users()));
    }
    if (row.items() != null) {
      words.append(", %,d items".formatted(row.items()));
    }
    if (row.example() != null) {
      words.append("; the first: ").append(row.example());
    }
    return words.toString();
  }
}
