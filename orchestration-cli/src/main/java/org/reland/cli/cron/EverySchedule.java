package org.reland.cli.cron;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.reland.kit.error.BadDataException;

/** {@code @every 1h30m}: so long after the last time, whatever the clock says. */
record EverySchedule(Duration period) implements Schedule {
  private static final Pattern PART = Pattern.compile("(\\d+)(h|m|s)");
  private static final Pattern WHOLE = Pattern.compile("@every\\s+((?:\\d+[hms])+)");

  static EverySchedule parse(String text) {
    Matcher whole = WHOLE.matcher(text);
    if (!whole.matches()) {
      throw new BadDataException("@every is followed by a time such as 1h30m");
    }
    Duration period = Duration.ZERO;
    Matcher part = PART.matcher(whole.group(1));
    while (part.find()) {
      long number = Long.parseLong(part.group(1));
      period =
          switch (part.group(2)) {
            case "h" -> period.plusHours(number);
            case "m" -> period.plusMinutes(number);
            default -> period.plusSeconds(number);
          };
    }
    if (period.isZero()) {
      throw new BadDataException("@every 0 is no time");
    }
    return new EverySchedule(period);
  }

  @Override
  public Optional<Instant> next(Instant after) {
    return Optional.of(after.truncatedTo(ChronoUnit.SECONDS).plus(period));
  }
}
