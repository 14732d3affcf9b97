package org.reland.cli.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reland.cli.argo.ApiException;
import org.reland.cli.argo.LogLine;
import org.reland.cli.argo.Workflow;
import org.reland.cli.testing.MemoryArgo;

/** Lines of nodes that the workflow does not show yet. */
final class LogsTest {
  private static final List<String> LINES =
      IntStream.range(0, 500).mapToObj(i -> "line " + i).toList();

  /** How often the workflow was fetched. */
  private static final class Counting {
    private int fetched;
  }

  @Test
  void aNodeThatIsNotKnownYetCostsNoFetchForEveryLineAndLosesNone() throws InterruptedException {
    var counting = new Counting();
    var bytes = new ByteArrayOutputStream();
    try (var argo = new MemoryArgo();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      Workflow workflow = new Workflow();
      workflow.getMetadata().setName("w");
      argo.create(workflow);
      LINES.forEach(line -> argo.log("w", new LogLine("w-1", Optional.empty(), line)));
      argo.onRead(
          () -> {
            if (++counting.fetched > 1) {
              throw new ApiException(ApiException.UNREACHED, "get workflow w", "away");
            }
          });
      new Logs(argo, "w", null, out).print(false);
    }
    assertTrue(counting.fetched < 20, counting.fetched + " times for 500 lines");
    assertEquals(
        LINES.stream().map(line -> "w-1: " + line).toList(),
        bytes.toString(StandardCharsets.UTF_8).lines().toList());
  }
}
