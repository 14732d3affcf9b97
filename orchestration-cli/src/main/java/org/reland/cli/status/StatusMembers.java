package org.reland.cli.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reland.cli.argo.NodeStatus;
import org.reland.cli.argo.Nodes;
import org.reland.cli.argo.Workflow;
import org.reland.cli.argo.WorkflowStatus;
import org.reland.cli.output.JsonOption;
import org.reland.workflows.argo.TemplateNames;

/** A workflow for scripts: what {@link StatusText} draws, as its controller says it. */
public final class StatusMembers {
  private StatusMembers() {}

  /** Of the workflow as a whole. */
  public static Map<String, @Nullable Object> of(Workflow workflow) {
    WorkflowStatus status = workflow.state();
    return JsonOption.object(
        "name", workflow.name(),
        "namespace", workflow.getMetadata().getNamespace(),
        "rhythm", workflow.label(TemplateNames.RHYTHM).orElse(null),
        "phase", status.currentPhase().text(),
        "ended", status.completed(),
        "progress", status.progress(),
        "started_at", text(status.startedAt()),
        "finished_at", text(status.finishedAt()),
        "message", status.message());
  }

  /** The same, with all its nodes. */
  public static Map<String, @Nullable Object> withNodes(Workflow workflow) {
    Map<String, @Nullable Object> members = of(workflow);
    List<Object> nodes = new ArrayList<>();
    for (NodeStatus node : Nodes.of(workflow).values()) {
      nodes.add(
          JsonOption.object(
              "id", node.id(),
              "name", node.display(),
              "type", node.type(),
              "phase", node.currentPhase().text(),
              "started_at", text(node.startedAt()),
              "finished_at", text(node.finishedAt()),
              "exit_code", node.outputs() == null ? null : node.outputs().exitCode(),
              "message", node.message()));
    }
    members.put("nodes", nodes);
    return members;
  }

  private static @Nullable String text(@Nullable Object time) {
    return time == null ? null : time.toString();
  }
}
