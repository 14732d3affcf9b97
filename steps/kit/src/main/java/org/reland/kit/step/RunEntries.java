package org.reland.kit.step;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.reland.kit.store.ArtifactStore;
import org.reland.kit.store.Json;

/**
 * What a run notes of its committed nodes, {@code runs/<run>/nodes/<node>.json}: so that a process
 * that runs a single node finds what it reads without the inputs of everything before it.
 */
final class RunEntries {
  private final ArtifactStore store;
  private final RunPlan plan;
  private final Map<String, String> definitions;

  RunEntries(ArtifactStore store, RunPlan plan) {
    this.store = store;
    this.plan = plan;
    this.definitions = plan.definitions();
  }

  /**
   * One committed node.
   *
   * @param key under which its result lies
   * @param plainKey the same without salt
   * @param definition what {@link RunPlan#definitions} says that it was made under
   */
  record Entry(String step, String key, String plainKey, String definition) {
    String folder() {
      return PreparedNode.folder(step, key);
    }
  }

  /** What was noted last under this run's name, be it under other settings. */
  Optional<Entry> latest(String node) throws IOException {
    return Json.read(store, file(node), Entry.class);
  }

  /** What was noted under the settings of this plan. */
  Optional<Entry> current(String node) throws IOException {
    return latest(node).filter(entry -> definitions.get(node).equals(entry.definition()));
  }

  void note(PreparedNode node) throws IOException {
    String name = node.node().name();
    var entry =
        new Entry(
            node.spec().name(), node.key(), node.keyParts().plainHash(), definitions.get(name));
    store.put(file(name), Json.bytes(entry));
  }

  private String file(String node) {
    return RunPlan.folder(plan.name()) + "nodes/" + node + ".json";
  }
}
