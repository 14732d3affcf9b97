package org.reland.workflows.cron;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.reland.kit.error.BadDataException;

/** The ticks of several schedules in one zone, in order; what falls together is one. */
public final class Ticks {
  private final List<Schedule> schedules;
  private final ZoneId zone;

  private Ticks(List<Schedule> schedules, ZoneId zone) {
    this.schedules = schedules;
    this.zone = zone;
  }

  /**
   * Reads schedules.
   *
   * @param timezone IANA name; UTC where none is given, as controllers run
   * @throws BadDataException where there is none, or one cannot be read
   */
  public static Ticks of(List<String> schedules, Optional<String> timezone) {
    if (schedules.isEmpty()) {
      throw new BadDataException("there is no schedule");
    }
    ZoneId zone = timezone.map(Ticks::zone).orElse(ZoneOffset.UTC);
    return new Ticks(schedules.stream().map(each -> Schedule.parse(each, zone)).toList(), zone);
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new BadDataException(
          "timezone '%s' is not known: an IANA name such as Europe/Berlin is expected"
              .formatted(name),
          e);
    }
  }

  public ZoneId zone() {
    return zone;
  }

  /** Whether they follow the clock, so that one can say which there were. */
  public boolean areFixed() {
    return schedules.stream().noneMatch(EverySchedule.class::isInstance);
  }

  /** The first tick behind a time. */
  public Optional<Instant> next(Instant after) {
    return schedules.stream()
        .flatMap(schedule -> schedule.next(after).stream())
        .min(Comparator.naturalOrder());
  }

  /**
   * Ticks from a time on, before another.
   *
   * @param most ends the list there
   */
  public List<Instant> between(Instant from, Instant before, int most) {
    List<Instant> ticks = new ArrayList<>();
    Optional<Instant> tick = next(from.minusNanos(1));
    while (tick.isPresent() && tick.get().isBefore(before) && ticks.size() < most) {
      ticks.add(tick.get());
      tick = next(tick.get());
    }
    return ticks;
  }
}
