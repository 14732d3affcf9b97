package org.reland.workflows.argo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.reland.kit.step.Node;
import org.reland.kit.step.StepSpec;
import org.reland.kit.step.Steps;

/**
 * The {@code depends} of tasks: what a node needs has succeeded; what it can do without has come to
 * an end, whichever; and of what it collects at least one has succeeded. What follows from the rest
 * is left out, as a graph with all its edges cannot be read.
 */
final class Dependencies {
  private static final List<String> ENDS =
      List.of("Succeeded", "Failed", "Errored", "Omitted", "Skipped");

  private final Steps steps;
  private final FanOut fanOut;

  /** By node all the nodes before it. */
  private final Map<String, Set<String>> before = new HashMap<>();

  /** By node those that have succeeded where it has. */
  private final Map<String, Set<String>> implied = new HashMap<>();

  /**
   * Of these nodes.
   *
   * @param nodes each after those it reads from
   */
  Dependencies(List<Node> nodes, Steps steps, FanOut fanOut) {
    this.steps = steps;
    this.fanOut = fanOut;
    for (Node node : nodes) {
      Set<String> all = new HashSet<>(node.after());
      node.after().forEach(name -> all.addAll(before.get(name)));
      before.put(node.name(), all);
      Set<String> sure = new HashSet<>(needed(node));
      needed(node).forEach(name -> sure.addAll(implied.get(name)));
      implied.put(node.name(), sure);
    }
  }

  /** Of a node; {@code plan} for one that reads nothing. */
  String of(Node node) {
    Set<String> needed = needed(node);
    List<String> terms = new ArrayList<>();
    // Whose output a task is made of has to be named, whatever else implies it.
    fanOut.of(node).ifPresent(root -> terms.add(root.task()));
    for (String name : needed) {
      if (!terms.contains(name) && needed.stream().noneMatch(o -> implied.get(o).contains(name))) {
        terms.add(name);
      }
    }
    for (String name : node.after()) {
      if (!needed.contains(name)
          && node.after().stream().noneMatch(other -> before.get(other).contains(name))) {
        terms.add(ended(name));
      }
    }
    List<List<String>> collected = collected(node);
    for (List<String> some : collected) {
      if (collected.stream().noneMatch(other -> implies(other, some))) {
        terms.add(anyOf(some.stream().map(name -> name + ".Succeeded").toList()));
      }
    }
    return terms.isEmpty() ? "plan" : String.join(" && ", terms);
  }

  /** Whether one of these has succeeded where one of the others has. */
  private boolean implies(List<String> others, List<String> these) {
    return others.stream().allMatch(o -> these.stream().anyMatch(t -> implied.get(o).contains(t)));
  }

  /** The nodes of which one is enough, for each input. */
  private List<List<String>> collected(Node node) {
    return spec(node).inputs().stream()
        .filter(input -> input.many() && !input.dispensable())
        .map(input -> from(node, input))
        .filter(from -> from.size() > 1)
        .distinct()
        .toList();
  }

  /** Whatever became of it. */
  static String ended(String task) {
    return anyOf(ENDS.stream().map(end -> task + "." + end).toList());
  }

  private Set<String> needed(Node node) {
    Set<String> needed = new LinkedHashSet<>();
    for (StepSpec.Input input : spec(node).inputs()) {
      List<String> from = from(node, input);
      if (!input.dispensable() && (!input.many() || from.size() == 1)) {
        needed.addAll(from);
      }
    }
    return needed;
  }

  private static List<String> from(Node node, StepSpec.Input input) {
    return node.inputs().getOrDefault(input.artifact().name(), List.of());
  }

  private StepSpec<?> spec(Node node) {
    return steps.get(node.step()).spec();
  }

  private static String anyOf(List<String> terms) {
    return "(" + String.join(" || ", terms) + ")";
  }
}
