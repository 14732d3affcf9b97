package org.reland.cli.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Argo's executor writes into the log of the step. */
final class LogFilterTest {
  @Test
  void theExecutorsOwnLinesAreLeftOut() {
    assertEquals(
        List.of("loss 0.5", "hello argo=true in our own words"),
        filtered(
            "time=\"2026-11-23T12:00:00.000Z\" level=info msg=\"capturing logs\" argo=true",
            "time=2026-11-23T12:00:00.000Z level=INFO msg=\"sub-process exited\" argo=true error=<nil>",
            "{\"argo\":true,\"level\":\"info\",\"msg\":\"capturing logs\"}",
            "INFO[0000] level=info msg=\"executor\" argo=true",
            "loss 0.5",
            "hello argo=true in our own words"));
  }

  @Test
  void theExitStatusIsLeftOutAtTheEndAlone() {
    assertEquals(
        List.of("a", "Error: exit status 3", "b"),
        filtered("a", "Error: exit status 3", "b", "Error: exit status 75"));
  }

  @Test
  void ofTwoInARowTheFirstIsTheSteps() {
    assertEquals(
        List.of("Error: exit status 75"),
        filtered("Error: exit status 75", "Error: exit status 75"));
  }

  private static List<String> filtered(String... lines) {
    LogFilter filter = new LogFilter();
    List<String> kept = new ArrayList<>();
    for (String line : lines) {
      filter.next(line).ifPresent(each -> kept.addAll(each.lines().toList()));
    }
    return kept;
  }
}
