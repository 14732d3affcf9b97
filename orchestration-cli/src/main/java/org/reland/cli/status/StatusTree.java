package org.reland.cli.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reland.cli.argo.NodeStatus;
import org.reland.cli.argo.Nodes;
import org.reland.cli.argo.Phase;
import org.reland.cli.argo.Workflow;
import org.reland.cli.status.StatusRow.Mark;

/**
 * The nodes of a workflow as rows: tasks in the order of their template, the attempts of a step
 * folded into it, the members of a fan-out into a count, save those that went wrong or wait.
 */
final class StatusTree {
  private static final int MOST_MEMBERS = 8;

  private final Workflow workflow;
  private final Map<String, NodeStatus> nodes;
  private final Map<String, List<NodeStatus>> byBoundary = new LinkedHashMap<>();
  private final Instant now;
  private final List<StatusRow> rows = new ArrayList<>();

  private StatusTree(Workflow workflow, Instant now) {
    this.workflow = workflow;
    this.nodes = Nodes.of(workflow);
    this.now = now;
    Set<String> folded = new HashSet<>();
    for (NodeStatus node : nodes.values()) {
      members(node).forEach(member -> folded.add(member.id()));
    }
    for (NodeStatus node : nodes.values()) {
      if (!folded.contains(node.id()) && !node.is("StepGroup")) {
        String boundary = node.boundaryID() == null ? "" : node.boundaryID();
        byBoundary.computeIfAbsent(boundary, _ -> new ArrayList<>()).add(node);
      }
    }
  }

  /** The rows of a workflow. */
  static List<StatusRow> rows(Workflow workflow, Instant now) {
    StatusTree tree = new StatusTree(workflow, now);
    NodeStatus root = tree.nodes.get(workflow.name());
    if (root == null || !tree.isGroup(root)) {
      tree.inside("", 0, TaskList.of(workflow, entrypoint(workflow)));
    } else {
      tree.inside(root.id(), 0, TaskList.of(workflow, template(root)));
      tree.others(root);
    }
    return tree.rows;
  }

  private static String entrypoint(Workflow workflow) {
    return workflow.getSpec() == null ? "" : workflow.getSpec().path("entrypoint").asString("");
  }

  private static String template(NodeStatus node) {
    return node.templateName() == null ? "" : node.templateName();
  }

  /** Exit handlers and hooks, which belong to no DAG. */
  private void others(NodeStatus root) {
    for (NodeStatus node : byBoundary.getOrDefault("", List.of())) {
      if (!node.id().equals(root.id())) {
        row(0, node, 0);
      }
    }
  }

  private boolean isGroup(NodeStatus node) {
    return node.is("DAG") || node.is("Steps");
  }

  private void inside(String boundary, int depth, TaskList tasks) {
    Map<String, NodeStatus> byName = new HashMap<>();
    List<NodeStatus> all = new ArrayList<>(byBoundary.getOrDefault(boundary, List.of()));
    all.sort(
        Comparator.comparing(StatusTree::start)
            .thenComparing(NodeStatus::display, Comparator.naturalOrder()));
    all.forEach(node -> byName.put(node.display(), node));
    for (TaskList.Task task : tasks.tasks()) {
      NodeStatus node = byName.remove(task.name());
      if (node == null) {
        waiting(depth, task);
      } else {
        row(depth, node, expected(task, all));
      }
    }
    for (NodeStatus node : all) {
      if (byName.containsKey(node.display())) {
        row(depth, node, 0);
      }
    }
  }

  private static Instant start(NodeStatus node) {
    return node.startedAt() == null ? Instant.MAX : node.startedAt();
  }

  private void waiting(int depth, TaskList.Task task) {
    if (workflow.state().completed()) {
      rows.add(
          new StatusRow(depth, Mark.PASSED_OVER, task.name(), Phase.OMITTED, "", "", "not run"));
      return;
    }
    List<String> open = task.after().stream().filter(name -> !ended(name)).toList();
    String note = open.isEmpty() ? "" : "waits for " + String.join(", ", open);
    rows.add(new StatusRow(depth, Mark.WAITING, task.name(), Phase.NEW, "", "", note));
  }

  private boolean ended(String name) {
    return nodes.values().stream()
        .anyMatch(node -> node.display().equals(name) && node.currentPhase().ended());
  }

  /** How many members a fan-out will have, where the list that it goes over is known. */
  private static int expected(TaskList.Task task, List<NodeStatus> siblings) {
    return FanOut.size(task.list(), siblings);
  }

  private void row(int depth, NodeStatus node, int expected) {
    List<NodeStatus> members = members(node);
    String time = Times.between(node.startedAt(), node.finishedAt(), now);
    Phase phase = node.currentPhase();
    if (node.is("TaskGroup")) {
      long done = members.stream().filter(each -> each.currentPhase().ended()).count();
      String count = done + "/" + Math.max(expected, members.size());
      rows.add(row(depth, node, phase, count, time, message(node)));
      unusual(members).forEach(each -> row(depth + 1, each, 0));
      return;
    }
    if (node.is("Retry")) {
      rows.add(row(depth, node, phase, "", time, Attempts.describe(node, members, now)));
      return;
    }
    String count = phase == Phase.RUNNING && node.is("Pod") ? progress(node) : "";
    rows.add(row(depth, node, phase, count, time, message(node)));
    if (isGroup(node)) {
      inside(node.id(), depth + 1, TaskList.of(workflow, template(node)));
    }
  }

  private static StatusRow row(
      int depth, NodeStatus node, Phase phase, String count, String time, String note) {
    boolean held = node.is("Suspend") && phase == Phase.RUNNING;
    Mark mark = held ? Mark.HELD : Mark.of(phase);
    return new StatusRow(depth, mark, node.display(), phase, count, time, note);
  }

  private static String progress(NodeStatus node) {
    String progress = node.progress();
    return progress == null || progress.equals("0/1") || progress.equals("1/1") ? "" : progress;
  }

  /** Of a fan-out only what somebody has to know of: failed, tried again, waiting for something. */
  private List<NodeStatus> unusual(List<NodeStatus> members) {
    return members.stream().filter(this::isUnusual).limit(MOST_MEMBERS).toList();
  }

  private boolean isUnusual(NodeStatus node) {
    boolean again = node.is("Retry") && members(node).size() > 1;
    boolean waits = node.currentPhase() == Phase.PENDING && !message(node).isEmpty();
    return node.currentPhase().bad() || waits || (again && !node.currentPhase().ended());
  }

  private static String message(NodeStatus node) {
    if (node.is("Suspend") && node.currentPhase() == Phase.RUNNING) {
      return "waits for an answer: resume --node " + node.display();
    }
    return Optional.ofNullable(node.message()).orElse("");
  }

  /** Members of a fan-out, or attempts of a step. */
  private List<NodeStatus> members(NodeStatus node) {
    if (!node.is("TaskGroup") && !node.is("Retry")) {
      return List.of();
    }
    List<NodeStatus> members = new ArrayList<>();
    for (String id : node.after()) {
      @Nullable NodeStatus member = nodes.get(id);
      if (member != null && member.display().startsWith(node.display() + "(")) {
        members.add(member);
      }
    }
    return members;
  }
}
