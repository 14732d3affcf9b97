package org.reland.behavior.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * The time from which interactions are read, as it was at some day: what came later had not
 * happened.
 *
 * @param from seconds since 1970, included
 * @param until seconds since 1970, excluded
 */
record TimeRange(double from, double until) {
  static final TimeRange ALWAYS = new TimeRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /**
   * Until an instant, as far back as the window reaches.
   *
   * @param asOf ISO 8601 with a zone, or empty: all that there is
   * @param windowDays 0: from the beginning
   */
  static TimeRange of(String asOf, int windowDays) {
    if (asOf.isEmpty()) {
      return ALWAYS;
    }
    Instant until = Instant.parse(asOf);
    Instant from = windowDays == 0 ? Instant.MIN : until.minus(Duration.ofDays(windowDays));
    return new TimeRange(seconds(from), seconds(until));
  }

  static boolean isInstant(String text) {
    try {
      Instant.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  boolean contains(double seconds) {
    return seconds >= from && seconds < until;
  }

  private static double seconds(Instant instant) {
    return instant.getEpochSecond() + instant.getNano() / 1e9;
  }
}
