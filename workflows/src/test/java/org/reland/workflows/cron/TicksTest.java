package org.reland.workflows.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reland.kit.error.BadDataException;

/** Ticks against times computed by hand, and against a look at every single minute. */
final class TicksTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // In Berlin the clock goes from 02:00 to 03:00 on 2026-03-29 and back on 2026-10-25.
        "30 2 * * *    | Europe/Berlin    | 2026-03-28T12:00:00Z | 2026-03-30T00:30:00Z",
        "30 2 * * *    | Europe/Berlin    | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z",
        "30 2 * * *    | Europe/Berlin    | 2026-10-25T00:30:00Z | 2026-10-25T01:30:00Z",
        "30 2 * * *    | Europe/Berlin    | 2026-10-25T01:30:00Z | 2026-10-26T01:30:00Z",
        "0 * * * *     | Europe/Berlin    | 2026-03-29T00:00:00Z | 2026-03-29T01:00:00Z",
        "0 5 * * *     | Asia/Kolkata     | 2026-11-22T23:30:00Z | 2026-11-23T23:30:00Z",
        // In New York it goes back from 02:00 to 01:00 on 2026-11-01.
        "0 1 * * *     | America/New_York | 2026-11-01T05:00:00Z | 2026-11-01T06:00:00Z",
        "0 1 1 * *     | UTC              | 2026-11-23T12:00:00Z | 2026-12-01T01:00:00Z",
        "0 3 * * 0     | UTC              | 2026-11-23T12:00:00Z | 2026-11-29T03:00:00Z",
        "0 0 29 2 *    | UTC              | 2026-11-23T12:00:00Z | 2028-02-29T00:00:00Z",
        "@daily        | Europe/Berlin    | 2026-11-23T12:00:00Z | 2026-11-23T23:00:00Z",
        "@weekly       | UTC              | 2026-11-23T12:00:00Z | 2026-11-29T00:00:00Z",
        "@yearly       | UTC              | 2026-11-23T12:00:00Z | 2027-01-01T00:00:00Z",
        "@every 1h30m  | UTC              | 2026-11-23T12:00:00Z | 2026-11-23T13:30:00Z",
        // In whole seconds, and at least one.
        "@every 90.5s  | UTC              | 2026-11-23T12:00:00Z | 2026-11-23T12:01:30Z",
        "@every 500ms  | UTC              | 2026-11-23T12:00:00Z | 2026-11-23T12:00:01Z",
        // Either of two restricted day fields is enough: the 13th, and every Friday.
        "0 0 13 * fri  | UTC              | 2026-11-07T00:00:00Z | 2026-11-13T00:00:00Z",
        "0 0 13 * fri  | UTC              | 2026-11-13T00:00:00Z | 2026-11-20T00:00:00Z",
        "0 0 13 * fri  | UTC              | 2026-12-11T00:00:00Z | 2026-12-13T00:00:00Z",
        // A star with a step restricts: both fields have to be looked at, one is enough.
        "0 0 */10 * mon| UTC              | 2026-11-23T12:00:00Z | 2026-11-30T00:00:00Z",
        "0 0 */10 * mon| UTC              | 2026-11-30T12:00:00Z | 2026-12-01T00:00:00Z",
        "50/5 * * * *  | UTC              | 2026-11-23T12:00:00Z | 2026-11-23T12:50:00Z",
        "59 23 31 dec ?| UTC              | 2026-11-23T12:00:00Z | 2026-12-31T23:59:00Z",
      })
  void theNextTickIsTheOneComputedByHand(String schedule, String zone, Instant from, Instant next) {
    assertEquals(Optional.of(next), Schedule.parse(schedule, ZoneId.of(zone)).next(from));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Berlin",
        "America/New_York",
        "America/Sao_Paulo", // midnight was left out in spring
        "Australia/Lord_Howe", // half an hour
        "Asia/Tehran", // the offset ends in half an hour
        "Africa/Cairo", // midnight is repeated in autumn
        "Pacific/Apia", // left out a whole day in 2011
        "UTC"
      })
  void ticksAreWhatALookAtEveryMinuteFinds(String zoneName) {
    ZoneId zone = ZoneId.of(zoneName);
    Random random = new Random(zoneName.hashCode());
    for (int round = 0; round < 60; round++) {
      String schedule = randomSchedule(random);
      Instant from =
          Instant.parse("2011-01-01T00:00:00Z")
              .plus(random.nextInt(365 * 14 * 1440), ChronoUnit.MINUTES);
      if (round % 2 == 0) { // around a change of the clock
        var change = zone.getRules().nextTransition(from);
        from = change == null ? from : change.getInstant().minus(20, ChronoUnit.HOURS);
      }
      Instant before = from.plus(3, ChronoUnit.DAYS);
      Set<Instant> expected = everyMinute(schedule, zone, from, before);
      List<Instant> found =
          Ticks.of(List.of(schedule), Optional.of(zoneName)).between(from, before, 5000);
      assertEquals(new ArrayList<>(expected), found, schedule + " from " + from);
    }
  }

  @Test
  void severalSchedulesAreOneListAndWhatFallsTogetherIsOneTick() {
    Ticks ticks = Ticks.of(List.of("0 */6 * * *", "0 12,13 * * *"), Optional.of("UTC"));
    Instant day = Instant.parse("2026-11-23T00:00:00Z");
    assertEquals(
        List.of(0L, 6L, 12L, 13L, 18L),
        ticks.between(day, day.plus(1, ChronoUnit.DAYS), 100).stream()
            .map(tick -> ChronoUnit.HOURS.between(day, tick))
            .toList());
  }

  @Test
  void aDateThatNeverComesHasNoTick() {
    assertEquals(
        Optional.empty(),
        Ticks.of(List.of("0 0 30 2 *"), Optional.empty())
            .next(Instant.parse("2026-11-23T00:00:00Z")));
  }

  @Test
  void whatFollowsTheLastTimeIsNotFixed() {
    assertTrue(Ticks.of(List.of("0 0 * * *"), Optional.empty()).areFixed());
    assertFalse(Ticks.of(List.of("0 0 * * *", "@every 5m"), Optional.empty()).areFixed());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "0 0 * *       | five fields are expected",
        "60 0 * * *    | '60' is no minute: allowed are 0 to 59",
        "0 0 * * 7     | '7' is no day of week: allowed are 0 to 6 (sun to sat)",
        "0 0 0 * *     | '0' is no day of month",
        "0 0 * 5-2 *   | '5-2' is no month",
        "*/0 * * * *   | '*/0' is no minute",
        "x * * * *     | 'x' is no minute",
        "1-2-3 * * * * | '1-2-3' is no minute",
        "@dayly        | did you mean @daily?",
        "@every        | @every is followed by a time",
        "TZ=UTC 0 0 * * * | belongs into the field 'timezone'",
      })
  void whatIsNoScheduleIsToldWithWhatIsAllowed(String schedule, String message) {
    BadDataException e =
        assertThrows(BadDataException.class, () -> Ticks.of(List.of(schedule), Optional.of("UTC")));
    assertTrue(e.getMessage().startsWith("schedule '" + schedule + "': "), e.getMessage());
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void aTimeZoneThatIsNotKnownIsTold() {
    BadDataException e =
        assertThrows(
            BadDataException.class,
            () -> Ticks.of(List.of("@daily"), Optional.of("Europe/Berlinn")));
    assertTrue(e.getMessage().startsWith("timezone 'Europe/Berlinn'"), e.getMessage());
  }

  /** The definition itself, minute by minute, with a reading of the fields of its own. */
  private static Set<Instant> everyMinute(
      String schedule, ZoneId zone, Instant from, Instant before) {
    String[] fields = schedule.split(" ", -1);
    Set<Instant> ticks = new TreeSet<>();
    Instant time = from.truncatedTo(ChronoUnit.MINUTES);
    for (; time.isBefore(before); time = time.plus(1, ChronoUnit.MINUTES)) {
      LocalDateTime local = LocalDateTime.ofInstant(time, zone);
      boolean day = fits(fields[2], local.getDayOfMonth(), 1);
      boolean weekday = fits(fields[4], local.getDayOfWeek().getValue() % 7, 0);
      boolean either = !fields[2].equals("*") && !fields[4].equals("*");
      if (fits(fields[0], local.getMinute(), 0)
          && fits(fields[1], local.getHour(), 0)
          && fits(fields[3], local.getMonthValue(), 1)
          && (either ? day || weekday : day && weekday)) {
        ticks.add(time);
      }
    }
    return ticks;
  }

  private static boolean fits(String field, int value, int min) {
    if (field.equals("*")) {
      return true;
    }
    for (String part : field.split(",", -1)) {
      if (part.startsWith("*/")) {
        if ((value - min) % Integer.parseInt(part.substring(2)) == 0) {
          return true;
        }
      } else if (part.contains("-")) {
        String[] ends = part.split("-", -1);
        if (value >= Integer.parseInt(ends[0]) && value <= Integer.parseInt(ends[1])) {
          return true;
        }
      } else if (value == Integer.parseInt(part)) {
        return true;
      }
    }
    return false;
  }

  private static String randomSchedule(Random random) {
    return String.join(
        " ",
        field(random, 0, 59, 3),
        field(random, 0, 23, 2),
        field(random, 1, 31, 1),
        field(random, 1, 12, 1),
        field(random, 0, 6, 1));
  }

  private static String field(Random random, int min, int max, int restricted) {
    if (random.nextInt(4) >= restricted) {
      return "*";
    }
    int a = min + random.nextInt(max - min + 1);
    int b = min + random.nextInt(max - min + 1);
    return switch (random.nextInt(4)) {
      case 0 -> Integer.toString(a);
      case 1 -> a + "," + b;
      case 2 -> Math.min(a, b) + "-" + Math.max(a, b);
      default -> "*/" + (2 + random.nextInt(7));
    };
  }
}
