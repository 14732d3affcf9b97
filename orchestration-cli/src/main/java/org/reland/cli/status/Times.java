package org.reland.cli.status;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times as they are shown. */
public final class Times {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Times() {}

  /** From start to end, or to now where it has none; empty where it has not begun. */
  public static String between(@Nullable Instant start, @Nullable Instant end, Instant now) {
    if (start == null) {
      return "";
    }
    return of(Duration.between(start, end == null ? now : end));
  }

  /** Such as {@code 42 s}, {@code 4:10 min}, {@code 1:05 h}, {@code 3 d}. */
  public static String of(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return "%d:%02d min".formatted(seconds / 60, seconds % 60);
    }
    return seconds < 48 * 3600
        ? "%d:%02d h".formatted(seconds / 3600, seconds / 60 % 60)
        : seconds / 86_400 + " d";
  }

  /** UTC, such as {@code 2026-11-23 12:00}. */
  public static String minute(@Nullable Instant time) {
    return time == null ? "" : MINUTE.format(time);
  }

  /** UTC with seconds, RFC 3339. */
  public static String exact(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
