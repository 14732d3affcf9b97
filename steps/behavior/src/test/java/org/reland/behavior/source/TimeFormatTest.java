package org.reland.behavior.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimeFormatTest {
  @ParameterizedTest
  @CsvSource({
    "1709281800, 2024-03-01T08:30:00Z",
    "1709281800.25, 2024-03-01T08:30:00.25Z",
    "1.7092818E9, 2024-03-01T08:30:00Z",
    "1709281800000, 2024-03-01T08:30:00Z",
    "1709281800250, 2024-03-01T08:30:00.25Z",
    "-3.5, 1969-12-31T23:59:56.5Z",
    "2024-03-01, 2024-03-01T00:00:00Z",
    "2024-03-01 08:30, 2024-03-01T08:30:00Z",
    "2024-03-01 08:30:00, 2024-03-01T08:30:00Z",
    "2024-03-01T08:30:00, 2024-03-01T08:30:00Z",
    "2024-03-01T08:30:00Z, 2024-03-01T08:30:00Z",
    "2024-03-01 08:30:00 UTC, 2024-03-01T08:30:00Z",
    "2024-03-01T08:30:00.250Z, 2024-03-01T08:30:00.25Z",
    "2024-03-01T09:30:00+01:00, 2024-03-01T08:30:00Z",
    "2024-03-01 03:30:00 -0500, 2024-03-01T08:30:00Z",
  })
  void aTimeIsFoundOutAndRead(String text, Instant instant) {
    double expected = instant.getEpochSecond() + instant.getNano() / 1e9;
    assertEquals(expected, TimeFormat.of(text).seconds(text), 1e-6);
  }

  @ParameterizedTest
  @CsvSource({
    "dd.MM.yyyy HH:mm, 01.03.2024 08:30, 2024-03-01T08:30:00Z",
    "d.M.yyyy, 1.3.2024, 2024-03-01T00:00:00Z",
    "MM/dd/yyyy hh:mm a, 03/01/2024 08:30 AM, 2024-03-01T08:30:00Z",
    "yyyyMMdd, 20240301, 2024-03-01T00:00:00Z",
    "EEE MMM dd HH:mm:ss Z yyyy, Fri Mar 01 09:30:00 +0100 2024, 2024-03-01T08:30:00Z",
  })
  void aPatternIsFollowed(String pattern, String text, Instant instant) {
    assertEquals((double) instant.getEpochSecond(), TimeFormat.named(pattern).seconds(text), 1e-6);
    assertThrows(
        IllegalArgumentException.class, () -> TimeFormat.named(pattern).seconds("2024-03-01"));
  }

  @ParameterizedTest
  @CsvSource({
    "soon, is not a time like",
    "2024-13-01, is not a time like",
    "2024-02-30, is not a time like",
    "01.03.2024, is not a time like",
    "NaN, is not a time from 1900 to 2199",
    "1e18, is not a time from 1900 to 2199",
    "9999999999, is not a time from 1900 to 2199",
    "1899-12-31, is not a time from 1900 to 2199",
    "'', is not a time like",
  })
  void whatIsNoneIsRefused(String text, String message) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> TimeFormat.of(text).seconds(text));
    assertTrue(String.valueOf(e.getMessage()).contains(message), e.getMessage());
  }
}
