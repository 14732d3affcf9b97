package org.reland.workflows.argo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reland.kit.artifact.Table;
import org.reland.kit.step.Node;
import org.reland.kit.step.Steps;

/**
 * Which task says how many workers share out the shards of a node: the last one before it that is
 * not shared out itself, since what a fan-out gives is a list of lists. Every step of a chain of
 * sharded ones has as many parts as the table at its beginning.
 */
final class FanOut {
  private final Steps steps;
  private final Map<String, Node> byName = new HashMap<>();

  FanOut(List<Node> nodes, Steps steps) {
    this.steps = steps;
    nodes.forEach(node -> byName.put(node.name(), node));
  }

  /**
   * A task and the table whose parts it counts.
   *
   * @param task that writes the table
   */
  record Root(String task, String table) {}

  /** Empty for a node that is one pod. */
  Optional<Root> of(Node node) {
    return table(node).map(table -> root(node, table.name()));
  }

  private Root root(Node node, String table) {
    Node writer = byName.get(node.inputs().get(table).getFirst());
    return of(writer).orElseGet(() -> new Root(writer.name(), table));
  }

  private Optional<Table<?>> table(Node node) {
    return steps.get(node.step()).spec().shardedBy();
  }
}
