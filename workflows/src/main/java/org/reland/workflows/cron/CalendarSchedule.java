package org.reland.workflows.cron;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reland.kit.config.Nearest;
import org.reland.kit.error.BadDataException;
import org.reland.workflows.cron.CronField.Kind;

/**
 * Five fields in a time zone. A tick is every minute whose local time fits: in the hour that spring
 * leaves out there is none, in the hour that autumn repeats there are two. Where both day fields
 * are restricted, either is enough.
 */
record CalendarSchedule(
    CronField minute,
    CronField hour,
    CronField dayOfMonth,
    CronField month,
    CronField dayOfWeek,
    ZoneId zone)
    implements Schedule {
  private static final int YEARS = 5;

  private static final Map<String, String> MACROS =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");

  static CalendarSchedule parse(String text, ZoneId zone) {
    if (text.startsWith("@") && !MACROS.containsKey(text)) {
      throw new BadDataException("there is no such macro" + Nearest.hint(text, MACROS.keySet()));
    }
    List<String> fields = List.of(MACROS.getOrDefault(text, text).split("\\s+", -1));
    if (fields.size() != 5) {
      throw new BadDataException(
          "five fields are expected: minute, hour, day of month, month, day of week");
    }
    return new CalendarSchedule(
        CronField.parse(fields.get(0), Kind.MINUTE),
        CronField.parse(fields.get(1), Kind.HOUR),
        CronField.parse(fields.get(2), Kind.DAY_OF_MONTH),
        CronField.parse(fields.get(3), Kind.MONTH),
        CronField.parse(fields.get(4), Kind.DAY_OF_WEEK),
        zone);
  }

  @Override
  public Optional<Instant> next(Instant after) {
    Instant limit = after.atOffset(ZoneOffset.UTC).plusYears(YEARS).toInstant();
    Instant from = after.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
    // Between two changes of the offset local time goes on evenly, and the search is simple.
    while (from.isBefore(limit)) {
      ZoneOffset offset = zone.getRules().getOffset(from);
      ZoneOffsetTransition change = zone.getRules().nextTransition(from);
      Instant end =
          change == null || change.getInstant().isAfter(limit) ? limit : change.getInstant();
      Optional<LocalDateTime> tick =
          next(LocalDateTime.ofInstant(from, offset), LocalDateTime.ofInstant(end, offset));
      if (tick.isPresent()) {
        return Optional.of(tick.get().toInstant(offset));
      }
      from = end;
    }
    return Optional.empty();
  }

  /** The first fitting minute from a time on, before another. */
  private Optional<LocalDateTime> next(LocalDateTime from, LocalDateTime before) {
    LocalDateTime time = from;
    while (time.isBefore(before)) {
      if (!month.has(time.getMonthValue())) {
        time = time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).plusMonths(1);
      } else if (!hasDay(time)) {
        time = time.truncatedTo(ChronoUnit.DAYS).plusDays(1);
      } else if (!hour.has(time.getHour())) {
        time = time.truncatedTo(ChronoUnit.HOURS).plusHours(1);
      } else if (!minute.has(time.getMinute())) {
        time = time.plusMinutes(1);
      } else {
        return Optional.of(time);
      }
    }
    return Optional.empty();
  }

  private boolean hasDay(LocalDateTime time) {
    boolean byMonth = dayOfMonth.has(time.getDayOfMonth());
    boolean byWeek = dayOfWeek.has(time.getDayOfWeek().getValue() % 7);
    boolean either = !dayOfMonth.star() && !dayOfWeek.star();
    return either ? byMonth || byWeek : byMonth && byWeek;
  }
}
