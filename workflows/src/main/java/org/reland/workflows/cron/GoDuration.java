package org.reland.workflows.cron;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long something takes, as programs written in Go read it: {@code 1h30m}, {@code 1.5s}.
 * Definition: {@code time.ParseDuration} of Go's library.
 */
public final class GoDuration {
  private static final Pattern PART =
      Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{0,9})?|\\.[0-9]{1,9})(ns|us|µs|μs|ms|s|m|h)");
  private static final Pattern WHOLE = Pattern.compile("([-+]?)((?:" + PART.pattern() + ")+)");
  private static final Pattern SECONDS = Pattern.compile("[-+]?[0-9]{1,10}");

  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1000L,
          "µs", 1000L,
          "μs", 1000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  private GoDuration() {}

  /** Empty where it is none; every number needs its unit, and a day is none. */
  public static Optional<Duration> parse(String text) {
    if (text.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    Matcher whole = WHOLE.matcher(text);
    if (!whole.matches()) {
      return Optional.empty();
    }
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = PART.matcher(whole.group(2));
    while (part.find()) {
      BigDecimal number = new BigDecimal(part.group(1));
      nanos = nanos.add(number.multiply(BigDecimal.valueOf(NANOS.get(part.group(2)))));
    }
    if (nanos.compareTo(MOST) > 0) {
      return Optional.empty();
    }
    Duration length = Duration.ofNanos(nanos.longValue());
    return Optional.of(whole.group(1).equals("-") ? length.negated() : length);
  }

  /** The same, but a number without a unit means seconds, as in Argo's own fields. */
  public static Optional<Duration> orSeconds(String text) {
    return SECONDS.matcher(text).matches()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
        : parse(text);
  }
}
