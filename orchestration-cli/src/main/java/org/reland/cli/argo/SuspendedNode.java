package org.reland.cli.argo;

import java.time.Instant;
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
    if (!answer.outputs().isEmpty()) {
      change.putObject("outputs").set("parameters", parameters(waiting, answer));
    }
    return change;
  }

  /** A list is patched as a whole: those that are not given stay as they were declared. */
  private static ArrayNode parameters(NodeStatus waiting, Answer answer) {
    ArrayNode parameters = JSON.arrayNode();
    NodeStatus.Outputs outputs = waiting.outputs();
    if (outputs != null && outputs.parameters() != null) {
      for (NodeStatus.Parameter declared : outputs.parameters()) {
        if (!answer.outputs().containsKey(String.valueOf(declared.name()))) {
          parameters.addPOJO(declared);
        }
      }
    }
    answer
        .outputs()
        .forEach((name, value) -> parameters.addObject().put("name", name).put("value", value));
    return parameters;
  }
}
