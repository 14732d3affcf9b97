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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reland.cli.argo.ApiException;
import org.reland.cli.argo.LogLine;
import org.reland.cli.argo.Workflow;
import org.reland.cli.testing.MemoryArgo;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

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

  /** Two pods that begin within a second, the second ahead of what the workflow shows. */
  @ParameterizedTest
  @ValueSource(strings = {"", "two"})
  void aNodeThatIsKnownAMomentLaterHasItsNameFromTheFirstLineOn(String only)
      throws InterruptedException {
    var counting = new Counting();
    var bytes = new ByteArrayOutputStream();
    try (var argo = new MemoryArgo();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      Workflow workflow = new Workflow();
      workflow.getMetadata().setName("w");
      argo.create(workflow);
      argo.log("w", new LogLine("w-1", Optional.empty(), "first"));
      LINES.forEach(line -> argo.log("w", new LogLine("w-2", Optional.empty(), line)));
      argo.onRead(
          () -> {
            counting.fetched++;
            if (counting.fetched == 2) {
              argo.status("w", nodes("one"));
            } else if (counting.fetched == 4) {
              argo.status("w", nodes("one", "two"));
            }
          });
      new Logs(argo, "w", only.isEmpty() ? null : only, out).print(true);
    }
    List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    String prefix = only.isEmpty() ? "two: " : "";
    assertEquals(
        LINES.stream().map(line -> prefix + line).toList(),
        lines.stream().filter(line -> !line.equals("one: first")).toList());
    assertTrue(counting.fetched < 20, counting.fetched + " times");
  }

  private static ObjectNode nodes(String... names) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("phase", "Running");
    ObjectNode nodes = status.putObject("nodes");
    for (int i = 0; i < names.length; i++) {
      String id = "w-" + (i + 1);
      nodes.putObject(id).put("id", id).put("displayName", names[i]).put("type", "Pod");
    }
    return status;
  }
}
