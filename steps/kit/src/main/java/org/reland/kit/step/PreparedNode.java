package org.reland.kit.step;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.reland.kit.store.ArtifactStore;
import org.reland.kit.store.Json;
import org.reland.kit.store.Manifest;

/**
 * A node whose inputs are there: its configuration is bound, its key is known, and so is what of it
 * is committed already.
 */
public final class PreparedNode {
  /** Where the committed shards of a node are noted, within its folder. */
  static final String SHARDS = "_shards/";

  private final ArtifactStore store;
  private final RunPlan plan;
  private final Node node;
  private final Step<?> step;
  private final Record config;
  private final Map<String, List<Source>> inputs;
  private final NodeKey key;
  private final int shards;

  /**
   * A node that an input comes from.
   *
   * @param overrides what of the configuration is special to it
   */
  record Source(String node, Map<String, String> overrides, String folder, Manifest manifest) {}

  PreparedNode(
      ArtifactStore store,
      RunPlan plan,
      Node node,
      Step<?> step,
      Record config,
      Map<String, List<Source>> inputs,
      NodeKey key,
      int shards) {
    this.store = store;
    this.plan = plan;
    this.node = node;
    this.step = step;
    this.config = config;
    this.inputs = inputs;
    this.key = key;
    this.shards = shards;
  }

  public Node node() {
    return node;
  }

  public StepSpec<?> spec() {
    return step.spec();
  }

  public String key() {
    return key.hash();
  }

  /** How many shards the node has, committed ones included. */
  public int shards() {
    return shards;
  }

  /** Where the node's artifacts lie, relative to the store; ends with a slash. */
  public String folder() {
    return folder(spec().name(), key.hash());
  }

  /** The manifest, once the whole node is committed. */
  public Optional<Manifest> manifest() throws IOException {
    return manifest(store, spec().name(), key());
  }

  /** The manifest of a step under a key, whatever run it was made in. */
  static Optional<Manifest> manifest(ArtifactStore store, String step, String key)
      throws IOException {
    return Manifest.read(store, manifestFile(step, key));
  }

  static String manifestFile(String step, String key) {
    return folder(step, key) + "_manifest.json";
  }

  /** Shards that are not committed yet. */
  public List<Integer> pending() throws IOException {
    List<Integer> pending = new ArrayList<>();
    if (manifest().isEmpty()) {
      for (int shard = 0; shard < shards; shard++) {
        if (!store.exists(shardFile(shard))) {
          pending.add(shard);
        }
      }
    }
    return pending;
  }

  /** Rows that a committed shard has written, over all its tables. */
  public long rows(int shard) throws IOException {
    return Json.read(store, shardFile(shard), ShardResult.class).map(ShardResult::rows).orElse(0L);
  }

  static String folder(String step, String key) {
    return step + "/" + key + "/";
  }

  String shardFile(int shard) {
    return String.format(Locale.ROOT, "%s%s%05d.json", folder(), SHARDS, shard);
  }

  String leaseFile(int shard) {
    return String.format(Locale.ROOT, "_work/_leases/%s-%05d", key.hash(), shard);
  }

  WorkArea work(int shard) {
    return new WorkArea(store, String.format(Locale.ROOT, "_work/%s/%05d/", key.hash(), shard));
  }

  ArtifactStore store() {
    return store;
  }

  RunPlan plan() {
    return plan;
  }

  Step<?> step() {
    return step;
  }

  Record config() {
    return config;
  }

  NodeKey keyParts() {
    return key;
  }

  Map<String, List<Source>> inputs() {
    return inputs;
  }
}
