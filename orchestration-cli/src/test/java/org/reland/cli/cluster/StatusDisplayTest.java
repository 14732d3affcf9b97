package org.reland.cli.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.reland.cli.argo.TestWorkflows;
import org.reland.cli.argo.Workflow;

/** What a terminal shows of a run as it goes on. */
final class StatusDisplayTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void aTerminalIsRedrawnInPlaceAndLeftEmpty() {
    try (StatusDisplay display = new StatusDisplay.Live(out, 40, 24)) {
      display.show(workflow("Running"));
      display.show(workflow("Failed"));
    }
    String drawn = text();
    assertEquals(2, drawn.split("\u001b\\[2A\u001b\\[J", -1).length - 1);
    assertTrue(drawn.endsWith("\u001b[2A\u001b[J"), drawn);
    assertTrue(drawn.lines().allMatch(line -> line.length() < 40 + 8), drawn);
  }

  @Test
  void aPipeGetsALineForEachChange() {
    try (StatusDisplay display = new StatusDisplay.Plain(out)) {
      display.show(workflow("Running"));
      display.show(workflow("Running"));
      display.show(workflow("Failed"));
    }
    assertEquals(
        """
        w: Running: it has a long message that does not fit on a narrow screen
        w: Failed: it has a long message that does not fit on a narrow screen
        """,
        text());
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static Workflow workflow(String phase) {
    return TestWorkflows.of(
        "{metadata: {name: w}, spec: {}, status: {phase: %s, message: \"it has a long message\\n that does not fit on a narrow screen\"}}"
            .formatted(phase));
  }
}
