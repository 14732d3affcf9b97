package org.reland.cli.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.reland.cli.argo.NodeStatus;
import org.reland.cli.argo.Nodes;
import org.reland.cli.argo.Phase;
import org.reland.cli.argo.Workflow;

/** For logs and pipes: what has changed since the last look, a line for each. */
public final class Changes {
  private final Map<String, String> before = new HashMap<>();

  /** Lines for what is new in this state. */
  public List<String> since(Workflow workflow, Instant now) {
    List<String> lines = new ArrayList<>();
    for (NodeStatus node : Nodes.of(workflow).values()) {
      if (node.id().equals(workflow.name()) || node.is("StepGroup")) {
        continue;
      }
      String message = node.message() == null ? "" : node.message();
      Phase phase = node.currentPhase();
      if (phase != Phase.NEW && changed(node.id(), phase.text() + message)) {
        String time = phase.ended() ? Times.between(node.startedAt(), node.finishedAt(), now) : "";
        lines.add(line(node.display(), phase.text(), time, message));
      }
    }
    String message = workflow.state().message() == null ? "" : workflow.state().message();
    String phase = StatusText.phase(workflow);
    if (changed("", phase + message)) {
      lines.add(line(workflow.name(), phase, "", message));
    }
    return lines;
  }

  private boolean changed(String id, String state) {
    return !state.equals(before.put(id, state));
  }

  private static String line(String name, String phase, String time, String message) {
    return "%s: %s%s%s"
        .formatted(
            name,
            phase,
            time.isEmpty() ? "" : " after " + time,
            message.isEmpty() ? "" : ": " + StatusText.oneLine(message));
  }
}
