package org.reland.workflows.cron;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.reland.kit.error.BadDataException;

/**
 * When something is due. Definition: the five fields of cron with the macros, as robfig/cron reads
 * them, which Argo's controller uses.
 */
public sealed interface Schedule permits CalendarSchedule, EverySchedule {
  /** The first tick behind a time; empty where there is none within five years. */
  Optional<Instant> next(Instant after);

  /** What is wrong with it; empty where nothing is. */
  static Optional<String> problem(String text) {
    try {
      var _ = read(text, ZoneOffset.UTC);
      return Optional.empty();
    } catch (BadDataException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Reads a schedule.
   *
   * @throws BadDataException where it is none
   */
  static Schedule parse(String text, ZoneId zone) {
    try {
      return read(text, zone);
    } catch (BadDataException e) {
      throw new BadDataException("schedule '%s': %s".formatted(text, e.getMessage()), e);
    }
  }

  private static Schedule read(String text, ZoneId zone) {
    String stripped = text.strip();
    if (stripped.startsWith("TZ=") || stripped.startsWith("CRON_TZ=")) {
      throw new BadDataException("the time zone belongs into the field 'timezone'");
    }
    return stripped.startsWith("@every")
        ? EverySchedule.parse(stripped)
        : CalendarSchedule.parse(stripped, zone);
  }
}
