package org.reland.behavior.source;

import org.jspecify.annotations.Nullable;
import org.reland.kit.error.BadRowException;

/** The fields of rows as what they mean. */
public final class Fields {
  private final Rows rows;
  private @Nullable TimeFormat format;
  private final boolean guessed;

  /**
   * Of a file.
   *
   * @param format of its times; null: as the first of them looks
   */
  public Fields(Rows rows, @Nullable TimeFormat format) {
    this.rows = rows;
    this.format = format;
    this.guessed = format == null;
  }

  /** An id, which must not be empty. */
  public String id(int column) {
    String id = rows.text(column);
    if (id.isEmpty()) {
      throw bad(column, "no id", "is empty: every row needs one");
    }
    return id;
  }

  /** A finite number; null where there is none. */
  public @Nullable Float number(int column) {
    String text = rows.text(column);
    if (text.isEmpty()) {
      return null;
    }
    double number;
    try {
      number = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw bad(column, "not a number", "'%s' is not a number".formatted(text));
    }
    float single = (float) number;
    if (!Float.isFinite(single)) {
      throw bad(column, "not a number", "'%s' is not a finite number".formatted(text));
    }
    return single;
  }

  /** Seconds since 1970. */
  public double time(int column) {
    if (rows.instant(column).isPresent()) {
      return rows.instant(column).getAsDouble();
    }
    String text = rows.text(column);
    if (text.isEmpty()) {
      throw bad(column, "no time", "is empty: every row needs a time");
    }
    if (format == null) {
      format = TimeFormat.of(text);
    }
    try {
      double seconds = format.seconds(text);
      if (guessed && format == TimeFormat.MILLISECONDS && TimeFormat.of(text) != format) {
        throw new IllegalArgumentException(
            "'%s' is not in milliseconds, as the times before it are".formatted(text));
      }
      return seconds;
    } catch (IllegalArgumentException e) {
      throw bad(
          column, "not a time", e.getMessage() + "; ingest.time_format says how times are read");
    }
  }

  private BadRowException bad(int column, String reason, String what) {
    return new BadRowException(
        rows.place(), reason, "column %s: %s".formatted(rows.columns().get(column), what));
  }
}
