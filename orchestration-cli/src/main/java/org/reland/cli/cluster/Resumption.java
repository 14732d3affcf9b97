package org.reland.cli.cluster;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reland.cli.argo.Answer;
import org.reland.cli.argo.ArgoApi;
import org.reland.cli.argo.NodeStatus;
import org.reland.cli.argo.Nodes;
import org.reland.cli.argo.Phase;
import org.reland.cli.argo.Workflow;
import org.reland.kit.config.Nearest;
import org.reland.kit.error.UsageException;

/** Lets a workflow go on: one that is held as a whole, or one whose step waits for an answer. */
final class Resumption {
  private final ArgoApi argo;
  private final Workflow workflow;
  private final List<NodeStatus> waiting;

  Resumption(ArgoApi argo, String name) {
    this.argo = argo;
    this.workflow = argo.workflow(name);
    this.waiting =
        Nodes.of(workflow).values().stream()
            .filter(node -> node.is("Suspend") && node.currentPhase() == Phase.RUNNING)
            .toList();
  }

  String resume(
      @Nullable String node,
      boolean refuse,
      @Nullable String message,
      Map<String, String> outputs) {
    if (node != null) {
      return answer(node, refuse, message, outputs);
    }
    if (refuse || message != null || !outputs.isEmpty()) {
      throw new UsageException("--refuse, --message and --output belong to --node");
    }
    if (!workflow.getSpec().path("suspend").asBoolean(false)) {
      throw new UsageException(
          waiting.isEmpty()
              ? "workflow %s is not held".formatted(workflow.name())
              : "workflow %s is not held, but waits for an answer: --node %s"
                  .formatted(workflow.name(), waiting.getFirst().display()));
    }
    argo.resume(workflow.name());
    return "resumed " + workflow.name();
  }

  private String answer(
      String node, boolean refuse, @Nullable String message, Map<String, String> outputs) {
    NodeStatus found =
        waiting.stream()
            .filter(each -> each.display().equals(node))
            .findFirst()
            .orElseThrow(() -> new UsageException(notWaiting(node)));
    new SuppliedOutputs(found).check(outputs, !refuse);
    String says = refuse ? "refused" : "accepted";
    String kept =
        message == null ? "%s by %s".formatted(says, System.getProperty("user.name")) : message;
    argo.answer(workflow.name(), found.id(), new Answer(!refuse, kept, outputs));
    return "%s %s of %s".formatted(says, node, workflow.name());
  }

  private String notWaiting(String node) {
    String hint =
        waiting.isEmpty()
            ? "; none does"
            : Nearest.hint(node, waiting.stream().map(NodeStatus::display).toList());
    return "workflow %s has no step '%s' that waits for an answer%s"
        .formatted(workflow.name(), node, hint);
  }
}
