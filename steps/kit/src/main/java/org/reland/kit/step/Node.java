package org.reland.kit.step;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One place of the pipeline: a step with the part of its configuration that is special here and the
 * nodes whose outputs it reads.
 *
 * @param name unique in the pipeline; the step's own name where the step occurs once
 * @param step the step's name
 * @param overrides configuration keys of this node only (a cell of the training matrix)
 * @param inputs for each connected input artifact the nodes that write it
 * @param salt enters the key; empty but where a result shall be made anew although it is there
 */
public record Node(
    String name,
    String step,
    Map<String, String> overrides,
    Map<String, List<String>> inputs,
    String salt) {
  public Node {
    overrides = new TreeMap<>(overrides);
    inputs = new TreeMap<>(inputs);
  }

  /** The same node, to be done anew. */
  public Node salted(String value) {
    return new Node(name, step, overrides, inputs, value);
  }

  /** The same node, connected to none but these. */
  public Node readingFrom(Set<String> nodes) {
    Map<String, List<String>> kept = new TreeMap<>();
    inputs.forEach(
        (artifact, from) -> kept.put(artifact, from.stream().filter(nodes::contains).toList()));
    return new Node(name, step, overrides, kept, salt);
  }

  /** Names of all nodes that have to be done before this one. */
  public List<String> after() {
    return inputs.values().stream().flatMap(List::stream).distinct().sorted().toList();
  }
}
