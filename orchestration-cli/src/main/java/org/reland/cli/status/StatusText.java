package org.reland.cli.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.reland.cli.argo.Phase;
import org.reland.cli.argo.Workflow;
import org.reland.cli.argo.WorkflowStatus;
import org.reland.cli.status.StatusRow.Mark;
import org.reland.workflows.argo.TemplateNames;

/** The drawing of a workflow: a head, and a line for each row. */
public final class StatusText {
  private static final int NAME = 34;

  private StatusText() {}

  /** The whole of it. */
  public static List<String> lines(Workflow workflow, Instant now) {
    List<String> lines = new ArrayList<>(head(workflow, now));
    StatusTree.rows(workflow, now).forEach(row -> lines.add(line(row)));
    return lines;
  }

  /**
   * What fits on a screen: first the rows that are done are left out, then those that wait.
   *
   * @param height lines at most
   */
  public static List<String> lines(Workflow workflow, Instant now, int height) {
    List<String> head = head(workflow, now);
    List<StatusRow> rows = StatusTree.rows(workflow, now);
    List<String> lines = new ArrayList<>(head);
    int room = Math.max(3, height - head.size());
    if (rows.size() <= room) {
      rows.forEach(row -> lines.add(line(row)));
      return lines;
    }
    List<StatusRow> left = new ArrayList<>(rows);
    int done = drop(left, Mark.DONE, left.size() + 1 - room);
    int waiting = drop(left, Mark.WAITING, left.size() + 2 - room);
    if (done > 0) {
      lines.add("  ✓ %d more are done".formatted(done));
    }
    left.stream().limit(room - 2).forEach(row -> lines.add(line(row)));
    if (waiting > 0) {
      lines.add("  · %d more wait".formatted(waiting));
    }
    return lines;
  }

  /** Leaves out so many rows of a kind: of those done the first, of those waiting the last. */
  private static int drop(List<StatusRow> rows, Mark mark, int many) {
    int dropped = 0;
    while (dropped < many) {
      int at = -1;
      for (int i = 0; i < rows.size(); i++) {
        if (rows.get(i).mark() == mark && (at < 0 || mark == Mark.WAITING)) {
          at = i;
        }
      }
      if (at < 0) {
        break;
      }
      rows.remove(at);
      dropped++;
    }
    return dropped;
  }

  private static List<String> head(Workflow workflow, Instant now) {
    WorkflowStatus status = workflow.state();
    List<String> parts = new ArrayList<>();
    workflow.label(TemplateNames.RHYTHM).ifPresent(parts::add);
    if (status.progress() != null && !status.progress().equals("0/0")) {
      parts.add(status.progress() + " pods");
    }
    if (status.startedAt() != null) {
      parts.add(Times.between(status.startedAt(), status.finishedAt(), now));
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s  %s%s"
            .formatted(
                workflow.name(),
                phase(workflow),
                parts.isEmpty() ? "" : "  (" + String.join(", ", parts) + ")"));
    if (status.message() != null && !status.message().isEmpty()) {
      lines.add("  " + oneLine(status.message()));
    }
    return lines;
  }

  /** The phase in words, with what holds it up. */
  static String phase(Workflow workflow) {
    Phase phase = workflow.state().currentPhase();
    if (phase.ended()) {
      return phase.text();
    }
    boolean suspended =
        workflow.getSpec() != null && workflow.getSpec().path("suspend").asBoolean(false);
    String text = phase == Phase.NEW ? "not looked at by the controller yet" : phase.text();
    return suspended ? text + ", suspended" : text;
  }

  static String line(StatusRow row) {
    String name = "  ".repeat(row.depth()) + row.name();
    return String.format(
            Locale.ROOT,
            "  %s %-" + NAME + "s %5s %9s  %s",
            row.mark().sign(),
            name,
            row.count(),
            row.time(),
            oneLine(row.note()))
        .stripTrailing();
  }

  /** Messages of Kubernetes may have several. */
  static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
