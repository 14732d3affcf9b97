package org.reland.workflows.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GoDurationTest {
  @ParameterizedTest
  @CsvSource({
    "1h30m, PT1H30M",
    "1.5h, PT1H30M",
    ".5s, PT0.5S",
    "2m3.25s, PT2M3.25S",
    "500ms, PT0.5S",
    "7us, PT0.000007S",
    "-10s, PT-10S",
    "0, PT0S"
  })
  void lengthsAreReadAsGoReadsThem(String text, Duration length) {
    assertEquals(Optional.of(length), GoDuration.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "5", "s", "1d", "5 minutes", "1h 30m", "soon", "--1s", "999999999999999h"})
  void whatIsNoneIsNone(String text) {
    assertEquals(Optional.empty(), GoDuration.parse(text));
  }

  @Test
  void inArgosFieldsANumberMeansSeconds() {
    assertEquals(Optional.of(Duration.ofSeconds(90)), GoDuration.orSeconds("90"));
    assertEquals(Optional.of(Duration.ofHours(2)), GoDuration.orSeconds("2h"));
  }
}
