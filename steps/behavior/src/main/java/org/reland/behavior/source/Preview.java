package org.reland.behavior.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.reland.behavior.source.SourceFormat.Content;
import org.reland.kit.error.BadRowException;

/**
 * What the beginning of a file looks like.
 *
 * @param columns all of them, each with its value in the first row
 * @param found the column of what was found
 * @param rows that were looked at: the first 10,000, or all where some of these could not be read
 * @param badRows of them that could not be read
 * @param different values in the columns that were found
 * @param times formats that fit all times that were looked at; empty where there is no such column
 */
public record Preview(
    Map<String, String> columns,
    Map<KnownColumns, String> found,
    int rows,
    int badRows,
    Map<KnownColumns, Integer> different,
    List<TimeFormat> times) {
  /** As many rows are looked at. */
  private static final int MOST_ROWS = 10_000;

  private static final List<KnownColumns> OF_INTERACTIONS =
      List.of(
          KnownColumns.USER,
          KnownColumns.ITEM,
          KnownColumns.TIME,
          KnownColumns.EVENT,
          KnownColumns.WEIGHT);
  private static final List<KnownColumns> OF_ITEMS =
      List.of(KnownColumns.ITEM, KnownColumns.TITLE, KnownColumns.BRAND, KnownColumns.CATEGORIES);

  /** Formats that are tried, the usual ones first. */
  private static final List<TimeFormat> FORMATS = formats();

  private static List<TimeFormat> formats() {
    List<TimeFormat> formats = new ArrayList<>(List.of(TimeFormat.ISO));
    for (String day :
        List.of(
            "d.M.yyyy", "M/d/yyyy", "d/M/yyyy", "yyyy/M/d", "yyyyMMdd", "d-M-yyyy", "M-d-yyyy")) {
      for (String time : List.of("", " H:mm", " H:mm:ss", " h:mm a")) {
        formats.add(TimeFormat.named(day + time));
      }
    }
    return List.copyOf(formats);
  }

  /**
   * Looks at a file.
   *
   * @param named columns by the setting that names them
   */
  public static Preview of(
      SourceFormat format, Path path, Content content, Map<String, String> named)
      throws IOException {
    try (Rows rows = format.open(path, content)) {
      Columns columns = new Columns(rows, path.toString(), named);
      Map<KnownColumns, Integer> at = new EnumMap<>(KnownColumns.class);
      for (KnownColumns what : content == Content.INTERACTIONS ? OF_INTERACTIONS : OF_ITEMS) {
        OptionalInt column = columns.optional(what);
        if (column.isPresent()) {
          at.put(what, column.getAsInt());
        }
      }
      return new Look(rows, at).all();
    }
  }

  /** The one format of its times; empty where there is none, or where it is not clear. */
  public Optional<TimeFormat> time() {
    return times.size() == 1 ? Optional.of(times.getFirst()) : Optional.empty();
  }

  /** Columns that hold nothing that was looked for, but a time in the first row. */
  public List<String> otherTimes() {
    return columns.entrySet().stream()
        .filter(column -> !found.containsValue(column.getKey()))
        .filter(column -> column.getValue().matches(".*[-/.:].*|[0-9]{10,13}"))
        .filter(column -> !Look.fitting(column.getValue()).isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static final class Look {
    private final Rows rows;
    private final Map<KnownColumns, Integer> at;
    private final Map<KnownColumns, Set<String>> values = new EnumMap<>(KnownColumns.class);
    private final Map<String, String> first = new LinkedHashMap<>();
    private final List<TimeFormat> times = new ArrayList<>();
    private int count;
    private int bad;

    Look(Rows rows, Map<KnownColumns, Integer> at) {
      this.rows = rows;
      this.at = at;
      at.keySet().forEach(what -> values.put(what, new HashSet<>()));
    }

    Preview all() throws IOException {
      // Where rows are bad it must be known how many: a run stops at one more than it may pass
      // over.
      boolean more = true;
      while (more && (count < MOST_ROWS || bad > 0)) {
        more = next();
      }
      Map<KnownColumns, String> found = new EnumMap<>(KnownColumns.class);
      Map<KnownColumns, Integer> different = new EnumMap<>(KnownColumns.class);
      at.forEach((what, column) -> found.put(what, rows.columns().get(column)));
      values.forEach((what, set) -> different.put(what, set.size()));
      return new Preview(first, found, count, bad, different, List.copyOf(times));
    }

    private boolean next() throws IOException {
      try {
        if (!rows.next()) {
          return false;
        }
        count++;
        if (first.isEmpty()) {
          for (int column = 0; column < rows.columns().size(); column++) {
            first.put(rows.columns().get(column), rows.text(column));
          }
        }
        if (lacks(KnownColumns.USER) || lacks(KnownColumns.ITEM)) {
          bad++;
        } else if (count <= MOST_ROWS) {
          look();
        }
      } catch (BadRowException e) {
        count++;
        bad++;
      }
      return true;
    }

    private void look() {
      at.forEach((what, column) -> values.getOrDefault(what, Set.of()).add(rows.text(column)));
      Integer column = at.get(KnownColumns.TIME);
      if (column != null && rows.instant(column).isEmpty() && !rows.text(column).isEmpty()) {
        time(rows.text(column));
      }
    }

    /** Whether a row has no id, without which it cannot be read. */
    private boolean lacks(KnownColumns what) {
      Integer column = at.get(what);
      return column != null && rows.text(column).isBlank();
    }

    private void time(String text) {
      if (times.isEmpty() && values.getOrDefault(KnownColumns.TIME, Set.of()).size() == 1) {
        times.addAll(fitting(text));
      }
      times.removeIf(format -> !fits(format, text));
    }

    /** All formats that a text may be in. */
    static List<TimeFormat> fitting(String text) {
      List<TimeFormat> candidates =
          TimeFormat.of(text) == TimeFormat.ISO ? FORMATS : List.of(TimeFormat.of(text));
      return candidates.stream().filter(format -> fits(format, text)).toList();
    }

    private static boolean fits(TimeFormat format, String text) {
      try {
        format.seconds(text);
        return true;
      } catch (IllegalArgumentException e) {
        return false;
      }
    }
  }
}
