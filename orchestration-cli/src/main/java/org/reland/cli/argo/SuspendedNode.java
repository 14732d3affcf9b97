package org.reland.cli.argo;

import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The patch that answers a waiting node: the status is changed directly, as Argo's definition has
 * no status subresource. Where the nodes are compressed, all of them are written anew. The version
 * goes with it, so that nothing of the controller's is overwritten.
 */
final class SuspendedNode {
  private SuspendedNode() {}

  static ObjectNode patch(Workflow workflow, String nodeId, Answer answer, Instant now) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.putObject("metadata").put("resourceVersion", workflow.getMetadata().getResourceVersion());
    ObjectNode status = patch.putObject("status");
    String compressed = workflow.state().compressedNodes();
    if (compressed == null || compressed.isEmpty()) {
      end(status.putObject("nodes").putObject(nodeId), answer, now);
      return patch;
    }
    ObjectNode nodes = Nodes.decompress(workflow.name(), compressed);
    if (!(nodes.get(nodeId) instanceof ObjectNode node)) {
      throw new ApiException(404, "resume " + nodeId, "node \"%s\" not found".formatted(nodeId));
    }
    end(node, answer, now);
    status.put("compressedNodes", Nodes.compress(nodes));
    return patch;
  }

  private static void end(ObjectNode node, Answer answer, Instant now) {
    node.put("phase", answer.phase().text());
    node.put("finishedAt", now.toString());
    node.put("message", answer.message());
    if (answer.outputs().isEmpty()) {
      return;
    }
    JsonNode existing = node.get("outputs");
    ObjectNode outputs = existing instanceof ObjectNode there ? there : node.putObject("outputs");
    var parameters = outputs.putArray("parameters");
    answer
        .outputs()
        .forEach((name, value) -> parameters.addObject().put("name", name).put("value", value));
  }
}
