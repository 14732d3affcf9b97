package org.reland.cli.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.reland.cli.argo.NodeStatus;
import org.reland.cli.argo.Phase;

/** What is to be said of a step that may be tried several times. */
final class Attempts {
  private Attempts() {}

  static String describe(NodeStatus step, List<NodeStatus> attempts, Instant now) {
    List<String> parts = new ArrayList<>();
    if (attempts.size() > 1) {
      parts.add("attempt " + attempts.size());
    }
    if (!attempts.isEmpty()) {
      NodeStatus last = attempts.getLast();
      if (step.currentPhase().bad()) {
        parts.add(why(last));
        add(parts, step.message(), why(last));
      } else if (last.currentPhase() == Phase.PENDING || step.currentPhase() == Phase.PENDING) {
        add(parts, last.message(), "");
      } else if (step.currentPhase() == Phase.RUNNING && last.currentPhase().bad()) {
        parts.add("waits before the next");
      }
    } else {
      add(parts, step.message(), "");
    }
    int ended = Math.max(0, attempts.size() - 1);
    if (step.currentPhase() == Phase.RUNNING
        && !attempts.isEmpty()
        && attempts.getLast().currentPhase().bad()) {
      ended = attempts.size();
    }
    for (int i = 0; i < ended; i++) {
      NodeStatus attempt = attempts.get(i);
      parts.add(
          "%d. %s after %s"
              .formatted(
                  i + 1,
                  why(attempt),
                  Times.between(attempt.startedAt(), attempt.finishedAt(), now)));
    }
    return String.join("; ", parts);
  }

  private static void add(List<String> parts, String message, String not) {
    if (message != null && !message.isEmpty() && !message.equals(not)) {
      parts.add(message);
    }
  }

  private static String why(NodeStatus attempt) {
    String message = attempt.message();
    return message == null || message.isEmpty() ? attempt.currentPhase().text() : message;
  }
}
