package org.reland.cli.status;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.reland.cli.argo.NodeStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The size of a fan-out before all its members are there: with a limit on what runs at a time they
 * become nodes little by little.
 */
final class FanOut {
  private static final Pattern OUTPUT =
      Pattern.compile("\\{\\{\\s*tasks\\.([^.]+)\\.outputs\\.parameters\\.([^.}\\s]+)\\s*}}");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private FanOut() {}

  /** Length of the list that the expression names; 0 where it is not known. */
  static int size(String expression, List<NodeStatus> siblings) {
    Matcher output = OUTPUT.matcher(expression);
    if (!output.matches()) {
      return 0;
    }
    return siblings.stream()
        .filter(node -> node.display().equals(output.group(1)))
        .map(NodeStatus::outputs)
        .flatMap(
            outputs ->
                outputs == null
                    ? List.<String>of().stream()
                    : outputs.value(output.group(2)).stream())
        .mapToInt(FanOut::length)
        .findFirst()
        .orElse(0);
  }

  private static int length(String list) {
    try {
      JsonNode read = JSON.readTree(list);
      return read.isArray() ? read.size() : 0;
    } catch (JacksonException e) {
      return 0;
    }
  }
}
