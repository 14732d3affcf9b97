package org.reland.cli.argo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the controller says of one node of a workflow.
 *
 * @param type Pod, DAG, Steps, StepGroup, TaskGroup, Retry, Skipped or Suspend
 * @param boundaryID node of the DAG or the steps that it belongs to
 * @param children ids of the nodes behind it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NodeStatus(
    String id,
    @Nullable String name,
    @Nullable String displayName,
    @Nullable String type,
    @Nullable Phase phase,
    @Nullable String message,
    @Nullable String boundaryID,
    @Nullable String templateName,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable String progress,
    @Nullable List<String> children,
    @Nullable Inputs inputs,
    @Nullable Outputs outputs,
    @Nullable NodeFlag nodeFlag) {
  /** What it handed on; the exit code is text. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Outputs(@Nullable String exitCode, @Nullable List<JsonNode> parameters) {
    /** As the controller has written them: more may be said of one than its value. */
    public List<JsonNode> declared() {
      return parameters == null ? List.of() : parameters;
    }

    public Optional<String> value(String name) {
      return declared().stream()
          .filter(parameter -> name.equals(parameter.path("name").asString("")))
          .flatMap(parameter -> parameter.path("value").asStringOpt().stream())
          .findFirst();
    }
  }

  /** What it was given, as the controller has written it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Inputs(@Nullable List<JsonNode> parameters) {
    public List<JsonNode> declared() {
      return parameters == null ? List.of() : parameters;
    }
  }

  /** Whether it is one attempt of several, or a hook. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public record NodeFlag(boolean retried, boolean hooked) {}

  public Phase currentPhase() {
    return phase == null ? Phase.NEW : phase;
  }

  /** Short name, such as {@code infer(0:shard:0/8)}. */
  public String display() {
    return displayName == null ? id : displayName;
  }

  public List<String> after() {
    return children == null ? List.of() : children;
  }

  public boolean is(String someType) {
    return someType.equals(type);
  }

  public boolean hook() {
    return nodeFlag != null && nodeFlag.hooked();
  }
}
