package org.reland.cli.argo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.ConfigurationException;
import tools.jackson.databind.node.ObjectNode;

/** Above 1 MiB the controller compresses the nodes; further up it may keep them in a database. */
final class NodesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:04:10Z");
  private static final Answer YES = new Answer(true, "by me", Map.of("ok", "y"));

  @Test
  void nodesThatAnotherProgramCompressedAreRead() {
    // echo -n '{"r-1":{"id":"r-1","displayName":"x","type":"Pod","phase":"Failed"}}' | gzip -9n |
    // base64 -w0
    Workflow workflow =
        TestWorkflows.of(
            """
            metadata: {name: r}
            spec: {}
            status: {phase: Failed, compressedNodes: "%s"}
            """
                .formatted(
                    "H4sIAAAAAAACA6tWKtI1VLKqVspMUbICs3WUUjKLC3ISK/0Sc1OBYhVAkZLKAhAzID8FyCnISCwG8dwSM3NSU5RqawGWNsicRAAAAA=="));
    NodeStatus node = Nodes.of(workflow).get("r-1");
    assertEquals("x", node.display());
    assertEquals(Phase.FAILED, node.currentPhase());
  }

  @Test
  void whatIsNoGzipIsToldWithTheWorkflow() {
    Workflow workflow =
        TestWorkflows.of("{metadata: {name: r}, spec: {}, status: {compressedNodes: bm9uZQ==}}");
    BadDataException e = assertThrows(BadDataException.class, () -> Nodes.of(workflow));
    assertTrue(e.getMessage().startsWith("status.compressedNodes of workflow r"), e.getMessage());
  }

  @Test
  void nodesInADatabaseNeedArgoServer() {
    Workflow workflow =
        TestWorkflows.of(
            "{metadata: {name: r}, spec: {}, status: {offloadNodeStatusVersion: 'fnv:1'}}");
    ConfigurationException e = assertThrows(ConfigurationException.class, () -> Nodes.of(workflow));
    assertTrue(e.getMessage().contains("--argo-server"), e.getMessage());
  }

  @Test
  void anAnswerChangesTheNodeAndNothingElse() {
    ObjectNode patch = SuspendedNode.patch(waiting(), "r-1", YES, NOW);
    assertEquals(
        "{\"metadata\":{\"resourceVersion\":\"7\"},\"status\":{\"nodes\":{\"r-1\":{\"phase\":\"Succeeded\",\"finishedAt\":\"2026-11-23T12:04:10Z\",\"message\":\"by me\",\"outputs\":{\"parameters\":[{\"name\":\"ok\",\"globalName\":\"approved\",\"value\":\"y\"},{\"name\":\"why\",\"enum\":[\"none\",\"late\"],\"value\":\"none\"}]}}}}}",
        patch.toString());
  }

  @Test
  void anAnswerToCompressedNodesKeepsAllThatIsInThem() {
    Workflow compressed = TestWorkflows.compressed(waiting());
    ObjectNode patch = SuspendedNode.patch(compressed, "r-1", YES, NOW);
    assertTrue(patch.path("status").path("nodes").isMissingNode());
    ObjectNode nodes =
        Nodes.decompress("r", patch.path("status").path("compressedNodes").asString());
    assertEquals("Succeeded", nodes.path("r-1").path("phase").asString());
    assertEquals("y", nodes.at("/r-1/outputs/parameters/0/value").asString());
    assertEquals("approved", nodes.at("/r-1/outputs/parameters/0/globalName").asString());
    assertEquals("none", nodes.at("/r-1/outputs/parameters/1/value").asString());
    assertEquals("0", nodes.at("/r-1/outputs/exitCode").asString());
    assertEquals("Running", nodes.path("r").path("phase").asString());
    assertEquals("hold", nodes.path("r-1").path("templateName").asString());
  }

  private static Workflow waiting() {
    return TestWorkflows.of(
        """
        metadata: {name: r, resourceVersion: "7"}
        spec: {}
        status:
          phase: Running
          nodes:
            r: {id: r, displayName: r, type: DAG, phase: Running}
            r-1: {id: r-1, displayName: approval, type: Suspend, templateName: hold, boundaryID: r, phase: Running, outputs: {parameters: [{name: ok, globalName: approved, valueFrom: {supplied: {}}}, {name: why, enum: [none, late], valueFrom: {supplied: {}, default: none}}], exitCode: "0"}}
        """);
  }
}
