package org.reland.behavior.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** How a file writes times. Those without a zone are UTC. */
public final class TimeFormat {
  /** Since 1970, with a fraction or without. */
  public static final TimeFormat SECONDS = new TimeFormat("seconds", TimeFormat::number);

  /** Since 1970. */
  public static final TimeFormat MILLISECONDS =
      new TimeFormat("milliseconds", text -> number(text) / 1000);

  /**
   * ISO 8601: {@code 2026-03-01T08:30:00+01:00}, {@code 2026-03-01 08:30:00}, {@code 2026-03-01}.
   */
  public static final TimeFormat ISO = new TimeFormat("iso", TimeFormat::iso);

  /** From here up a number cannot be seconds (the year 5138) but milliseconds (1973). */
  private static final double FIRST_MILLISECONDS = 1e11;

  private static final double EARLIEST = LocalDate.of(1900, 1, 1).toEpochDay() * 86_400.0;
  private static final double LATEST = LocalDate.of(2200, 1, 1).toEpochDay() * 86_400.0;

  private static final DateTimeFormatter FREE =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][ ]HH:mm[:ss]")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .optionalStart()
          .appendLiteral(' ')
          .optionalEnd()
          .optionalStart()
          .appendPattern("[XXX][XX]")
          .optionalEnd()
          .optionalStart()
          .appendLiteral("UTC")
          .optionalEnd()
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final TimeFormat BASIC = named("yyyyMMdd");

  private final String name;
  private final ToDoubleFunction<String> reading;

  private TimeFormat(String name, ToDoubleFunction<String> reading) {
    this.name = name;
    this.reading = reading;
  }

  /**
   * By its name in a configuration.
   *
   * @param name seconds, milliseconds, iso, or a pattern of {@link DateTimeFormatter} such as
   *     {@code dd.MM.yyyy HH:mm}
   * @throws IllegalArgumentException where it is none of them
   */
  public static TimeFormat named(String name) {
    for (TimeFormat known : List.of(SECONDS, MILLISECONDS, ISO)) {
      if (known.name.equals(name)) {
        return known;
      }
    }
    if (!name.contains("y") && !name.contains("u")) {
      throw new IllegalArgumentException("it holds no year");
    }
    // The year of an era would want the era.
    DateTimeFormatter formatter =
        DateTimeFormatter.ofPattern(name.replace('y', 'u'), Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);
    return new TimeFormat(name, text -> parsed(formatter, text, name));
  }

  /** Its name in a configuration. */
  public String name() {
    return name;
  }

  /** What the first time of a file looks like. */
  static TimeFormat of(String text) {
    if (text.matches("(19|20|21)[0-9]{6}")) {
      return BASIC; // as seconds it would be a day of August 1970
    }
    try {
      return Math.abs(Double.parseDouble(text)) < FIRST_MILLISECONDS ? SECONDS : MILLISECONDS;
    } catch (NumberFormatException e) {
      return ISO;
    }
  }

  /**
   * Seconds since 1970.
   *
   * @throws IllegalArgumentException saying what is expected, where it is no such time, or not one
   *     from 1900 to 2199
   */
  double seconds(String text) {
    double seconds = reading.applyAsDouble(text);
    if (!(seconds >= EARLIEST && seconds < LATEST)) {
      throw new IllegalArgumentException(
          "'%s', read as %s, is not a time from 1900 to 2199".formatted(text, name));
    }
    return seconds;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'%s' is not a number".formatted(text), e);
    }
  }

  private static double iso(String text) {
    return parsed(FREE, text, "2026-03-01T08:30:00Z, 2026-03-01 08:30:00 or 2026-03-01");
  }

  private static double parsed(DateTimeFormatter formatter, String text, String like) {
    try {
      TemporalAccessor parsed =
          formatter.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      return switch (parsed) {
        case OffsetDateTime time -> seconds(time.toInstant());
        case LocalDateTime time -> seconds(time.toInstant(ZoneOffset.UTC));
        case LocalDate day -> day.toEpochDay() * 86_400.0;
        default -> throw new IllegalStateException(parsed.toString());
      };
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'%s' is not a time like %s".formatted(text, like), e);
    }
  }

  private static double seconds(Instant instant) {
    return instant.getEpochSecond() + instant.getNano() / 1e9;
  }
}
