package org.reland.cli.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.reland.cli.argo.Workflow;
import org.reland.cli.argo.WorkflowStatus;
import org.reland.workflows.argo.TemplateNames;

/** The workflows of a namespace, a line each. */
public final class WorkflowTable {
  private WorkflowTable() {}

  public static List<String> lines(List<Workflow> workflows, Instant now) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(List.of("NAME", "RHYTHM", "PHASE", "PODS", "STARTED (UTC)", "TOOK", "MESSAGE"));
    for (Workflow workflow : workflows) {
      WorkflowStatus status = workflow.state();
      String phase = StatusText.phase(workflow);
      cells.add(
          List.of(
              workflow.name(),
              workflow.label(TemplateNames.RHYTHM).orElse(""),
              phase.startsWith("not looked at") ? "New" : phase,
              Optional.ofNullable(status.progress()).orElse(""),
              Times.minute(status.startedAt()),
              Times.between(status.startedAt(), status.finishedAt(), now),
              StatusText.oneLine(Optional.ofNullable(status.message()).orElse(""))));
    }
    return Columns.align(cells);
  }
}
