package org.reland.cli.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reland.cli.argo.Nodes;
import org.reland.cli.argo.Phase;
import org.reland.cli.argo.Workflow;
import org.reland.cli.testing.MemoryArgo;
import org.reland.kit.error.UsageException;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What a step that waits for somebody may be told. */
final class ResumptionTest {
  private final MemoryArgo argo = new MemoryArgo();

  @BeforeEach
  void waiting() {
    Workflow workflow = new Workflow();
    workflow.getMetadata().setName("w");
    argo.create(workflow);
    argo.status(
        "w",
        (ObjectNode)
            new YAMLMapper()
                .readTree(
                    """
                    phase: Running
                    nodes:
                      w-1:
                        id: w-1
                        displayName: approval
                        type: Suspend
                        phase: Running
                        inputs: {parameters: [{name: approve, default: "NO", enum: ["YES", "NO"]}]}
                        outputs:
                          parameters:
                          - {name: approve, valueFrom: {supplied: {}}}
                          - {name: note, valueFrom: {supplied: {}, default: none}}
                    """));
  }

  @AfterEach
  void close() {
    argo.close();
  }

  @Test
  void aNameThatIsNotDeclaredIsRefusedWithTheOneThatWasMeant() {
    String told = refused(Map.of("aprove", "YES"));
    assertTrue(told.contains("did you mean approve?"), told);
    assertTrue(told.contains("waits for a value, too: --output approve=VALUE"), told);
  }

  @Test
  void aValueThatTheEnumerationDoesNotHoldIsRefused() {
    assertEquals("--output approve=yes: allowed are YES, NO", refused(Map.of("approve", "yes")));
  }

  @Test
  void aValueWithoutADefaultHasToBeGiven() {
    assertTrue(refused(Map.of("note", "x")).contains("--output approve=VALUE"));
  }

  @Test
  void aRefusalNeedsNoValues() {
    new Resumption(argo, "w").resume("approval", true, null, Map.of());
    assertEquals(Phase.FAILED, Nodes.of(argo.workflow("w")).get("w-1").currentPhase());
  }

  @Test
  void whatIsDeclaredIsTaken() {
    new Resumption(argo, "w").resume("approval", false, null, Map.of("approve", "YES"));
    assertEquals(Phase.SUCCEEDED, Nodes.of(argo.workflow("w")).get("w-1").currentPhase());
  }

  private String refused(Map<String, String> outputs) {
    UsageException e =
        assertThrows(
            UsageException.class,
            () -> new Resumption(argo, "w").resume("approval", false, null, outputs));
    assertEquals(Phase.RUNNING, Nodes.of(argo.workflow("w")).get("w-1").currentPhase());
    return String.valueOf(e.getMessage());
  }
}
