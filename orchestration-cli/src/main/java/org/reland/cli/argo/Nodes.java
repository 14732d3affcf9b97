package org.reland.cli.argo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.ConfigurationException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The nodes of a workflow, wherever its status has them: as they are, or, above 1 MiB, as {@code
 * compressedNodes}, which is base64 of gzip of their JSON.
 */
public final class Nodes {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Nodes() {}

  /**
   * The nodes by id.
   *
   * @throws ConfigurationException where Argo keeps them in a database, which its server alone
   *     reads
   * @throws BadDataException where they are there but cannot be read
   */
  public static Map<String, NodeStatus> of(Workflow workflow) {
    WorkflowStatus status = workflow.state();
    if (status.nodes() != null && !status.nodes().isEmpty()) {
      return status.nodes();
    }
    if (status.compressedNodes() != null && !status.compressedNodes().isEmpty()) {
      Map<String, NodeStatus> nodes = new LinkedHashMap<>();
      decompress(workflow.name(), status.compressedNodes())
          .forEachEntry((id, node) -> nodes.put(id, JSON.treeToValue(node, NodeStatus.class)));
      return nodes;
    }
    String version = status.offloadNodeStatusVersion();
    if (version != null && !version.isEmpty()) {
      throw new ConfigurationException(
          "the nodes of workflow %s are in Argo's database (nodeStatusOffLoad), which Argo Server alone reads. Ask it: --argo-server URL"
              .formatted(workflow.name()));
    }
    return Map.of();
  }

  /** What {@code compressedNodes} holds. */
  static ObjectNode decompress(String workflow, String text) {
    try (var in =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getMimeDecoder().decode(text)))) {
      return (ObjectNode) JSON.readTree(in.readAllBytes());
    } catch (IOException | IllegalArgumentException | JacksonException | ClassCastException e) {
      throw new BadDataException(
          "status.compressedNodes of workflow %s cannot be read (base64 of gzip of a JSON object is expected): %s"
              .formatted(workflow, e.getMessage()),
          e);
    }
  }

  static String compress(ObjectNode nodes) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(JSON.writeValueAsBytes(nodes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
