package org.reland.cli.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reland.cli.argo.TestWorkflows;
import org.reland.cli.argo.Workflow;
import org.reland.kit.store.Json;
import tools.jackson.databind.JsonNode;

/** The drawing of a run in the form that the real controller gives its status. */
final class StatusTextTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:04:10Z");

  private final Workflow running;

  StatusTextTest() throws IOException {
    running = TestWorkflows.of(TestWorkflows.resource(StatusTextTest.class, "running.yaml"));
  }

  @Test
  void aRunIsDrawnInTheOrderOfItsTemplateWithStatesTimesRetriesAndMessages() {
    String expected =
        """
        r  Running  (pipeline, 6/13 pods, 4:10 min)
          ✓ plan                                          12 s
          ✓ prompt                                    1:18 min
          ▸ infer                                2/8  2:40 min
          ▸   infer(1:shard:1/8)                      2:40 min  attempt 2; 1. main: OOMKilled (exit code 137) after 40 s
          ✗   infer(2:shard:2/8)                      1:30 min  attempt 2; main: Error (exit code 75); No more retries left; 1. pod deleted after 15 s
          ·   infer(3:shard:3/8)                      1:10 min  Waiting for argo/ConfigMap/reland-locks/llm lock. Lock status: 0/1
          ▸ train-a                            12/40  3:58 min
          - train-b                                        0 s  omitted: depends condition not met
          ✗ train-c                                       30 s  main: Error (exit code 65); retryStrategy.expression evaluated to false
          ‖ approval                                  3:58 min  waits for an answer: resume --node approval
          · report                                              waits for infer, train-a
          · r.onExit                                      10 s  PodInitializing
        """;
    assertEquals(expected, String.join("\n", StatusText.lines(running, NOW)) + "\n");
  }

  @Test
  void scriptsGetWhatTheControllerSays() {
    JsonNode said = Json.mapper().readTree(Json.line(StatusMembers.withNodes(running)));
    assertEquals("Running", said.get("phase").asString());
    assertEquals("pipeline", said.get("rhythm").asString());
    assertEquals("6/13", said.get("progress").asString());
    assertFalse(said.get("ended").asBoolean());
    assertTrue(said.get("finished_at").isNull());
    List<String> some = new ArrayList<>();
    for (JsonNode node : said.get("nodes")) {
      String name = node.get("name").asString();
      if (name.equals("prompt")) {
        some.add(name + " " + node.get("exit_code").asString());
      } else if (name.equals("train-c(0)")) {
        some.add(name + " " + node.get("message").asString());
      }
    }
    assertEquals(List.of("prompt 0", "train-c(0) main: Error (exit code 65)"), some);
  }

  @Test
  void compressedNodesAreDrawnAsOthers() {
    assertEquals(
        StatusText.lines(running, NOW), StatusText.lines(TestWorkflows.compressed(running), NOW));
  }

  @Test
  void aScreenThatIsTooLowLeavesOutWhatIsDoneFirst() {
    List<String> lines = StatusText.lines(running, NOW, 12);
    assertEquals(12, lines.size());
    assertTrue(lines.contains("  ✓ 2 more are done"), lines::toString);
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("  ✗ train-c")), lines::toString);
  }

  @Test
  void theTasksOfARunThatHasEndedAreNotSaidToWait() {
    Workflow stopped =
        TestWorkflows.of(
            """
            metadata: {name: r}
            spec: {entrypoint: a, templates: [{name: a, dag: {tasks: [{name: x}, {name: y, depends: x}]}}]}
            status:
              phase: Failed
              message: Stopped with strategy 'Stop'
              nodes:
                r: {id: r, displayName: r, type: DAG, templateName: a, phase: Failed}
                r-1: {id: r-1, displayName: x, type: Pod, boundaryID: r, phase: Failed, message: "main: Error (exit code 143)"}
            """);
    assertEquals(
        List.of(
            "r  Failed",
            "  Stopped with strategy 'Stop'",
            "  ✗ x                                                   main: Error (exit code 143)",
            "  - y                                                   not run"),
        StatusText.lines(stopped, NOW));
  }

  @Test
  void aRunThatTheControllerRefusesHasAMessageAndNoNodes() {
    Workflow refused =
        TestWorkflows.of(
            """
            metadata: {name: r}
            spec: {workflowTemplateRef: {name: nope}}
            status: {phase: Error, message: 'workflowtemplates.argoproj.io "nope" not found'}
            """);
    assertEquals(
        List.of("r  Error", "  workflowtemplates.argoproj.io \"nope\" not found"),
        StatusText.lines(refused, NOW));
  }

  @Test
  void aRunThatNoControllerHasSeenSaysSo() {
    assertEquals(
        List.of("r  not looked at by the controller yet"),
        StatusText.lines(TestWorkflows.of("{metadata: {name: r}, spec: {}}"), NOW));
  }

  @Test
  void stepsOfAnotherKindAreDrawnToo() {
    Workflow steps =
        TestWorkflows.of(
            """
            metadata: {name: r}
            spec: {suspend: true}
            status:
              phase: Running
              nodes:
                r: {id: r, displayName: r, type: Steps, templateName: a, phase: Running}
                r-1: {id: r-1, displayName: "[0]", type: StepGroup, boundaryID: r, phase: Succeeded, children: [r-2]}
                r-2: {id: r-2, displayName: one, type: Pod, boundaryID: r, phase: Succeeded, startedAt: "2026-11-23T12:00:00Z", finishedAt: "2026-11-23T12:00:01Z"}
                r-3: {id: r-3, displayName: "none", type: Skipped, boundaryID: r, phase: Skipped, message: "Skipped, empty params", startedAt: "2026-11-23T12:00:01Z", finishedAt: "2026-11-23T12:00:01Z"}
            """);
    assertEquals(
        List.of(
            "r  Running, suspended",
            "  ✓ one                                            1 s",
            "  - none                                           0 s  Skipped, empty params"),
        StatusText.lines(steps, NOW));
  }

  @Test
  void changesAreToldOnceEach() {
    Changes changes = new Changes();
    List<String> first = changes.since(running, NOW);
    assertTrue(
        first.contains("infer(1:shard:1/8)(0): Failed after 40 s: main: OOMKilled (exit code 137)"),
        first::toString);
    assertTrue(first.contains("r: Running"), first::toString);
    assertEquals(List.of(), changes.since(running, NOW));
  }
}
