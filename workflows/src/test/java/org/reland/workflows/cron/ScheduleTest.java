package org.reland.workflows.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Time tables as the controller reads them. */
final class ScheduleTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "* * * * *",
        "0 4 * * *",
        "*/15 0-6/2 1,15 JAN-MAR,dec ?",
        "59 23 31 12 6",
        "0 0 * * mon-fri",
        "5/10 * * * *",
        "@daily",
        "@every 1h30m",
        "@every 500ms",
        "@every 1.5h"
      })
  void whatIsRightHasNoProblem(String schedule) {
    assertEquals(Optional.empty(), Schedule.problem(schedule));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "* * * *",
        "0 0 4 * * *",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * 32 * *",
        "* * * 13 *",
        "* * * * 7",
        "* * * * fri-mon",
        "10-5 * * * *",
        "*/0 * * * *",
        "1,,2 * * * *",
        "1-2-3 * * * *",
        "a * * * *",
        "@dayly",
        "@every 5",
        "@every 0s",
        "@every 1d",
        "TZ=UTC 0 4 * * *",
        "@every"
      })
  void whatIsWrongHasOne(String schedule) {
    assertTrue(Schedule.problem(schedule).isPresent());
  }
}
