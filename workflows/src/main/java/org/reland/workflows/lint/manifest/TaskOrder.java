package org.reland.workflows.lint.manifest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.reland.workflows.lint.expression.Depends;
import org.reland.workflows.lint.expression.SyntaxException;
import org.reland.workflows.lint.yaml.YamlNode;

/** Which tasks of a template come before which; steps run group after group. */
public final class TaskOrder {
  /** By task those that it waits for itself. */
  private final Map<String, Set<String>> waitsFor = new LinkedHashMap<>();

  public TaskOrder(Template template) {
    List<Task> tasks = template.tasks();
    for (Task task : tasks) {
      Set<String> before = waitsFor.computeIfAbsent(task.name(), name -> new LinkedHashSet<>());
      if (task.isStep()) {
        tasks.stream().filter(t -> t.group() < task.group()).forEach(t -> before.add(t.name()));
      } else {
        before.addAll(named(task));
      }
    }
  }

  /** Those that a task of a DAG names. */
  public static List<String> named(Task task) {
    List<String> names = new ArrayList<>();
    task.node().at("dependencies").items().stream().map(YamlNode::text).forEach(names::add);
    try {
      if (task.node().at("depends").isPresent()) {
        Depends.parse(task.node().at("depends").text())
            .outcomes()
            .forEach(outcome -> names.add(outcome.task()));
      }
    } catch (SyntaxException e) {
      return names; // a rule of its own tells of it
    }
    return names;
  }

  /** All that come before a task, at whatever distance. */
  public Set<String> before(String task) {
    Set<String> before = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(waitsFor.getOrDefault(task, Set.of()));
    while (!open.isEmpty()) {
      String name = open.pop();
      if (before.add(name)) {
        open.addAll(waitsFor.getOrDefault(name, Set.of()));
      }
    }
    return before;
  }

  /** A way from a task back to itself; empty where there is none. */
  public List<String> cycle(String task) {
    Map<String, String> from = new LinkedHashMap<>();
    Deque<String> open = new ArrayDeque<>(List.of(task));
    while (!open.isEmpty()) {
      String name = open.poll();
      for (String next : waitsFor.getOrDefault(name, Set.of())) {
        if (next.equals(task)) {
          return back(task, name, from);
        }
        if (from.putIfAbsent(next, name) == null) {
          open.add(next);
        }
      }
    }
    return List.of();
  }

  private static List<String> back(String task, String last, Map<String, String> from) {
    List<String> way = new ArrayList<>(List.of(task));
    for (String name = last; !name.equals(task); name = from.getOrDefault(name, task)) {
      way.add(1, name);
    }
    way.add(task);
    return way;
  }
}
