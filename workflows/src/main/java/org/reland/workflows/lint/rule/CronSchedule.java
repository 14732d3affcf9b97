package org.reland.workflows.lint.rule;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A time table: five fields, or a word for them. Definition: Argo's "Cron Schedule Syntax", which
 * is that of the Go library robfig/cron.
 */
final class CronSchedule {
  private static final Set<String> WORDS =
      Set.of("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly");
  private static final Pattern EVERY = Pattern.compile("@every\\s+([0-9]+(ns|us|µs|ms|s|m|h))+");
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

  /** A field: what it counts, from where to where, and the names of the numbers. */
  private record Field(String name, int least, int most, List<String> names) {}

  private static final List<Field> FIELDS =
      List.of(
          new Field("minute", 0, 59, List.of()),
          new Field("hour", 0, 23, List.of()),
          new Field("day of the month", 1, 31, List.of()),
          new Field("month", 1, 12, MONTHS),
          new Field("day of the week", 0, 6, DAYS));

  private CronSchedule() {}

  /** What is wrong with it. */
  static Optional<String> problem(String schedule) {
    String text = schedule.strip();
    if (text.startsWith("@")) {
      return WORDS.contains(text) || EVERY.matcher(text).matches()
          ? Optional.empty()
          : Optional.of("there is no " + text);
    }
    String[] parts = text.split("\\s+", -1);
    if (parts.length != FIELDS.size()) {
      return Optional.of("it has %d fields, not 5".formatted(text.isEmpty() ? 0 : parts.length));
    }
    for (int i = 0; i < parts.length; i++) {
      Field field = FIELDS.get(i);
      for (String range : parts[i].split(",", -1)) {
        Optional<String> problem = range(field, range);
        if (problem.isPresent()) {
          return problem;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> range(Field field, String text) {
    String[] stepped = text.split("/", -1);
    if (stepped.length > 2 || (stepped.length == 2 && !stepped[1].matches("[1-9][0-9]*"))) {
      return wrong(field, text);
    }
    if (stepped[0].equals("*") || stepped[0].equals("?")) {
      return Optional.empty();
    }
    String[] ends = stepped[0].split("-", -1);
    if (ends.length > 2) {
      return wrong(field, text);
    }
    int first = number(field, ends[0]);
    int last = number(field, ends[ends.length - 1]);
    boolean fits = first >= field.least() && last <= field.most() && first <= last;
    return fits ? Optional.empty() : wrong(field, text);
  }

  /** Outside of every range where it is none. */
  private static int number(Field field, String text) {
    int named = field.names().indexOf(text.toLowerCase(Locale.ROOT));
    if (named >= 0) {
      return named + field.least();
    }
    return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : Integer.MIN_VALUE;
  }

  private static Optional<String> wrong(Field field, String text) {
    return Optional.of(
        "'%s' is no %s, which goes from %d to %d"
            .formatted(text, field.name(), field.least(), field.most()));
  }
}
