package org.reland.cli.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.reland.cli.argo.NodeStatus;
import org.reland.kit.config.Nearest;
import org.reland.kit.error.UsageException;
import tools.jackson.databind.JsonNode;

/**
 * The values that a step which waits is given, held against what it declares. Nothing else does:
 * what is written into a status is read by the steps behind it as it is.
 */
final class SuppliedOutputs {
  private final NodeStatus node;
  private final List<JsonNode> declared;

  SuppliedOutputs(NodeStatus node) {
    this.node = node;
    NodeStatus.Outputs outputs = node.outputs();
    this.declared = outputs == null ? List.of() : outputs.declared();
  }

  /**
   * Checks what is given.
   *
   * @param all whether none may be missing
   * @throws UsageException with all mistakes at once
   */
  void check(Map<String, String> values, boolean all) {
    List<String> names = declared.stream().map(SuppliedOutputs::name).toList();
    List<String> problems = new ArrayList<>();
    values.forEach(
        (name, value) -> {
          if (!names.contains(name)) {
            problems.add(
                "--output %s: the step %s has no output of this name%s"
                    .formatted(
                        name,
                        node.display(),
                        names.isEmpty() ? "; it has none" : Nearest.hint(name, names)));
          }
          List<String> allowed = allowed(name);
          if (!allowed.isEmpty() && !allowed.contains(value)) {
            problems.add(
                "--output %s=%s: allowed are %s"
                    .formatted(name, value, String.join(", ", allowed)));
          }
        });
    if (all) {
      declared.stream()
          .filter(parameter -> !values.containsKey(name(parameter)))
          .filter(
              parameter -> !parameter.has("value") && !parameter.at("/valueFrom").has("default"))
          .forEach(
              parameter ->
                  problems.add(
                      "the step %s waits for a value, too: --output %s=VALUE"
                          .formatted(node.display(), name(parameter))));
    }
    if (!problems.isEmpty()) {
      throw new UsageException(String.join("\n", problems));
    }
  }

  /** Argo lets an output be one of a few by an input of the same name. */
  private List<String> allowed(String name) {
    List<JsonNode> all = new ArrayList<>(declared);
    NodeStatus.Inputs inputs = node.inputs();
    all.addAll(inputs == null ? List.of() : inputs.declared());
    return all.stream()
        .filter(parameter -> name(parameter).equals(name))
        .flatMap(parameter -> parameter.path("enum").valueStream())
        .map(value -> value.asString(""))
        .toList();
  }

  private static String name(JsonNode parameter) {
    return parameter.path("name").asString("");
  }
}
