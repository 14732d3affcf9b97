package org.reland.workflows.cron;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.reland.kit.error.BadDataException;

/** {@code @every 1h30m}: so long after the last time, in whole seconds, whatever the clock says. */
record EverySchedule(Duration period) implements Schedule {
  private static final String EVERY = "@every ";
  private static final Duration LEAST = Duration.ofSeconds(1);

  static EverySchedule parse(String text) {
    Optional<Duration> period =
        text.startsWith(EVERY)
            ? GoDuration.parse(text.substring(EVERY.length()))
            : Optional.empty();
    if (period.isEmpty()) {
      throw new BadDataException("@every is followed by a time such as 1h30m");
    }
    if (!period.get().isPositive()) {
      throw new BadDataException(text + " is no time");
    }
    Duration whole = period.get().truncatedTo(ChronoUnit.SECONDS);
    return new EverySchedule(whole.isZero() ? LEAST : whole);
  }

  @Override
  public Optional<Instant> next(Instant after) {
    return Optional.of(after.truncatedTo(ChronoUnit.SECONDS).plus(period));
  }
}
