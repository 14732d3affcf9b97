package org.reland.workflows.cron;

import java.util.List;
import java.util.Locale;
import org.reland.kit.error.BadDataException;

/**
 * One field of a schedule: the values that it allows, and whether it is a star, which restricts
 * nothing.
 */
record CronField(long bits, boolean star) {
  /** What a field may hold. */
  enum Kind {
    MINUTE(0, 59, ""),
    HOUR(0, 23, ""),
    DAY_OF_MONTH(1, 31, ""),
    MONTH(1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
    /** 0 is Sunday; 7 is not allowed. */
    DAY_OF_WEEK(0, 6, "sun mon tue wed thu fri sat");

    private final int min;
    private final int max;
    private final String names;

    Kind(int min, int max, String names) {
      this.min = min;
      this.max = max;
      this.names = names;
    }

    private List<String> names() {
      return names.isEmpty() ? List.of() : List.of(names.split(" ", -1));
    }

    private String title() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  boolean has(int value) {
    return (bits & (1L << value)) != 0;
  }

  /** A list of stars, values, ranges, each with a step or without. */
  static CronField parse(String text, Kind kind) {
    long bits = 0;
    boolean star = false;
    for (String part : text.split(",", -1)) {
      String[] rangeAndStep = part.split("/", -1);
      String[] ends = rangeAndStep[0].split("-", -1);
      if (rangeAndStep.length > 2 || ends.length > 2) {
        throw wrong(text, kind);
      }
      boolean any = rangeAndStep[0].equals("*") || rangeAndStep[0].equals("?");
      int step = rangeAndStep.length == 1 ? 1 : number(rangeAndStep[1], text, kind);
      int first = any ? kind.min : value(ends[0], text, kind);
      // A single value with a step goes on to the end.
      boolean open = any || (ends.length == 1 && rangeAndStep.length == 2);
      int last = open ? kind.max : value(ends[ends.length - 1], text, kind);
      if (step == 0 || first > last) {
        throw wrong(text, kind);
      }
      for (int value = first; value <= last; value += step) {
        bits |= 1L << value;
      }
      star |= any && step == 1;
    }
    return new CronField(bits, star);
  }

  private static int value(String text, String field, Kind kind) {
    int name = kind.names().indexOf(text.toLowerCase(Locale.ROOT));
    int value = name >= 0 ? name + kind.min : number(text, field, kind);
    if (value < kind.min || value > kind.max) {
      throw wrong(field, kind);
    }
    return value;
  }

  private static int number(String text, String field, Kind kind) {
    if (!text.matches("[0-9]{1,4}")) {
      throw wrong(field, kind);
    }
    return Integer.parseInt(text);
  }

  private static BadDataException wrong(String field, Kind kind) {
    return new BadDataException(
        "'%s' is no %s: allowed are %d to %d%s, *, ranges a-b, steps /n, and lists of these"
            .formatted(
                field,
                kind.title(),
                kind.min,
                kind.max,
                kind.names().isEmpty()
                    ? ""
                    : " (" + kind.names().getFirst() + " to " + kind.names().getLast() + ")"));
  }
}
