package org.reland.cli.argo;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The patch that answers a waiting node: the status is changed directly, as Argo's definition has
 * no status subresource. Where the nodes are compressed, all of them are written anew. The version
 * goes with it, so that nothing of the controller's is overwritten.
 */
final class SuspendedNode {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private SuspendedNode() {}

  static ObjectNode patch(Workflow workflow, String nodeId, Answer answer, Instant now) {
    NodeStatus waiting = Nodes.of(workflow).get(nodeId);
    if (waiting == null) {
      throw new ApiException(404, "resume " + nodeId, "node \"%s\" not found".formatted(nodeId));
    }
    ObjectNode change = change(waiting, answer, now);
    ObjectNode patch = JSON.objectNode();
    patch.putObject("metadata").put("resourceVersion", workflow.getMetadata().getResourceVersion());
    ObjectNode status = patch.putObject("status");
    String compressed = workflow.state().compressedNodes();
    if (compressed == null || compressed.isEmpty()) {
      status.putObject("nodes").set(nodeId, change);
    } else {
      ObjectNode nodes = Nodes.decompress(workflow.name(), compressed);
      ObjectNode node = nodes.withObject(nodeId);
      change.forEachEntry(
          (field, value) -> {
            if (value instanceof ObjectNode part) {
              part.forEachEntry(node.withObject(field)::set);
            } else {
              node.set(field, value);
            }
          });
      status.put("compressedNodes", Nodes.compress(nodes));
    }
    return patch;
  }

  private static ObjectNode change(NodeStatus waiting, Answer answer, Instant now) {
    ObjectNode change =
        JSON.objectNode()
            .put("phase", answer.phase().text())
            .put("finishedAt", now.toString())
            .put("message", answer.message());
    ArrayNode parameters = parameters(waiting, answer);
    if (!parameters.isEmpty()) {
      change.putObject("outputs").set("parameters", parameters);
    }
    return change;
  }

  /**
   * A list is patched as a whole, so what was declared of each parameter is kept. As Argo does, the
   * value takes the place of where it was to come from, and what is not given has its default.
   */
  private static ArrayNode parameters(NodeStatus waiting, Answer answer) {
    ArrayNode parameters = JSON.arrayNode();
    Map<String, String> more = new LinkedHashMap<>(answer.outputs());
    NodeStatus.Outputs outputs = waiting.outputs();
    for (JsonNode declared : outputs == null ? List.<JsonNode>of() : outputs.declared()) {
      ObjectNode parameter = (ObjectNode) declared.deepCopy();
      Optional<String> value =
          Optional.ofNullable(more.remove(declared.path("name").asString("")))
              .or(() -> declared.at("/valueFrom/default").asStringOpt());
      value.ifPresent(text -> with(parameter, text));
      parameters.add(parameter);
    }
    more.forEach((name, value) -> parameters.addObject().put("name", name).put("value", value));
    return parameters;
  }

  private static void with(ObjectNode parameter, String value) {
    parameter.remove("valueFrom");
    parameter.put("value", value);
  }
}
