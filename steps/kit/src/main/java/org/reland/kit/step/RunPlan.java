package org.reland.kit.step;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.reland.kit.config.Nearest;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.UsageException;
import org.reland.kit.store.ArtifactStore;
import org.reland.kit.store.Json;

/**
 * Everything that one run is: kept in the store as {@code runs/<name>/run.json}, so that a pod
 * needs to be told nothing but where that is.
 *
 * @param seed the one seed of all randomness
 * @param config resolved configuration, by section
 * @param nodes the pipeline, each node after those it reads from
 */
public record RunPlan(
    String name, long seed, Map<String, Map<String, Object>> config, List<Node> nodes) {

  /**
   * The node of this name.
   *
   * @throws UsageException with the nearest known name where there is none
   */
  public Node node(String nodeName) {
    return nodes.stream()
        .filter(node -> node.name().equals(nodeName))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "no step is called '%s'%s"
                        .formatted(
                            nodeName,
                            Nearest.hint(nodeName, nodes.stream().map(Node::name).toList()))));
  }

  /** The folder of a run in its store. */
  public static String folder(String run) {
    return "runs/" + run + "/";
  }

  public void save(ArtifactStore store) throws IOException {
    store.put(folder(name) + "run.json", Json.bytes(this));
  }

  public static RunPlan load(ArtifactStore store, String run) throws IOException {
    String object = folder(run) + "run.json";
    byte[] bytes =
        store
            .get(object)
            .orElseThrow(() -> new BadDataException("there is no run at " + store.uri() + object));
    return Json.read(bytes, RunPlan.class);
  }
}
