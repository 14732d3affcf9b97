package org.reland.cli.argo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the controller says of a workflow. Above 1 MiB {@code nodes} is gone and {@code
 * compressedNodes} holds it; {@link Nodes} reads either.
 *
 * @param storedWorkflowTemplateSpec the template as it was when the run began
 * @param offloadNodeStatusVersion set where Argo keeps the nodes in a database
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record WorkflowStatus(
    @Nullable Phase phase,
    @Nullable String message,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable String progress,
    @Nullable Map<String, NodeStatus> nodes,
    @Nullable String compressedNodes,
    @Nullable String offloadNodeStatusVersion,
    @Nullable List<Condition> conditions,
    @Nullable JsonNode storedWorkflowTemplateSpec) {
  public static final WorkflowStatus NONE =
      new WorkflowStatus(null, null, null, null, null, null, null, null, null, null);

  /** The phase; {@link Phase#NEW} where the controller has not looked at it. */
  public Phase currentPhase() {
    return phase == null ? Phase.NEW : phase;
  }

  /** Whether it has ended, well or not. */
  public boolean completed() {
    return currentPhase().ended();
  }
}
