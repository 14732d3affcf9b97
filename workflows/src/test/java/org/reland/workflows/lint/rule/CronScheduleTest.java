package org.reland.workflows.lint.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Time tables as the controller reads them. */
final class CronScheduleTest {
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
        "@every 1h30m"
      })
  void whatIsRightHasNoProblem(String schedule) {
    assertEquals(Optional.empty(), CronSchedule.problem(schedule));
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
        "@every"
      })
  void whatIsWrongHasOne(String schedule) {
    assertTrue(CronSchedule.problem(schedule).isPresent());
  }
}
