package org.reland.kit.step;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.reland.kit.artifact.Table;
import org.reland.kit.config.ConfigBinder;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.UsageException;
import org.reland.kit.progress.Progress;
import org.reland.kit.store.ArtifactStore;
import org.reland.kit.store.Json;
import org.reland.kit.store.Manifest;

/**
 * Runs nodes of one plan against one store. The life of a node: {@link #prepare} once everything
 * that it reads is committed, {@link #runShard} for every shard that is pending, {@link #commit}.
 */
public final class NodeRunner {
  private static final long LEASE_POLL_MILLIS = 200;

  private final ArtifactStore store;
  private final RunPlan plan;
  private final Steps steps;
  private final RunEntries entries;

  /** What this runner has committed or found committed; nobody else can change it. */
  private final Map<String, Manifest> done = new ConcurrentHashMap<>();

  private final boolean trustsNotes;

  private NodeRunner(ArtifactStore store, RunPlan plan, Steps steps, boolean trustsNotes) {
    this.store = store;
    this.plan = plan;
    this.steps = steps;
    this.trustsNotes = trustsNotes;
    this.entries = new RunEntries(store, plan);
  }

  /**
   * For a process that does a part of a run: what it has not done itself is what the run's notes
   * say was done under these settings.
   */
  public static NodeRunner ofPart(ArtifactStore store, RunPlan plan, Steps steps) {
    return new NodeRunner(store, plan, steps, true);
  }

  /**
   * For a process that goes through all that is read: nothing counts as done but what it has
   * committed or found committed under the key that it has computed itself.
   */
  public static NodeRunner ofWhole(ArtifactStore store, RunPlan plan, Steps steps) {
    return new NodeRunner(store, plan, steps, false);
  }

  /**
   * Binds the node's configuration and computes its key.
   *
   * @throws BadDataException where a node that it reads from is not committed
   */
  public PreparedNode prepare(Node node) throws IOException {
    Step<?> step = steps.get(node.step());
    StepSpec<?> spec = step.spec();
    plan.requireVersion(spec);
    Record config = bind(spec, node);
    Map<String, List<PreparedNode.Source>> sources = new TreeMap<>();
    for (StepSpec.Input input : spec.inputs()) {
      String artifact = input.artifact().name();
      List<PreparedNode.Source> from = new ArrayList<>();
      for (String name : node.inputs().getOrDefault(artifact, List.of())) {
        if (input.optional() && isTakenWithout(name, artifact)) {
          continue;
        }
        Optional<PreparedNode.Source> source = source(name, artifact);
        if (source.isPresent()) {
          from.add(source.get());
        } else if (!input.many() && !input.dispensable()) {
          throw new BadDataException(
              "%s reads %s, which %s has not written yet under these settings: run %s first"
                  .formatted(node.name(), artifact, name, name));
        }
      }
      if (from.isEmpty() && !input.optional()) {
        throw new BadDataException(
            "%s reads %s, but no step of this run writes it".formatted(node.name(), artifact));
      }
      sources.put(artifact, from);
    }
    int shards = spec.shardedBy().map(table -> shardCount(table, sources)).orElse(1);
    return new PreparedNode(
        store,
        plan,
        node,
        step,
        config,
        sources,
        redone(node, NodeKey.of(step, config, plan, node, sources)),
        shards);
  }

  /** What was forced to be done anew serves from then on, under the key that it has from that. */
  private NodeKey redone(Node node, NodeKey key) throws IOException {
    if (!node.salt().isEmpty()) {
      return key;
    }
    Optional<RunEntries.Entry> latest =
        entries.latest(node.name()).filter(e -> key.plainHash().equals(e.plainKey()));
    return latest.isPresent()
            && store.exists(PreparedNode.manifestFile(node.step(), latest.get().key()))
        ? key.under(latest.get().key())
        : key;
  }

  /**
   * Runs one shard and commits it, unless somebody else does so meanwhile.
   *
   * @return whether this call did the work
   */
  public boolean runShard(PreparedNode node, int index, int threads, Progress progress)
      throws IOException, InterruptedException {
    String file = node.shardFile(index);
    try (ArtifactStore.Lease lease = lease(node, index, progress)) {
      if (lease == null || store.exists(file) || node.manifest().isPresent()) {
        return false;
      }
      var context = new StepContext(node, new Shard(index, node.shards()), threads, progress);
      try {
        long start = System.nanoTime();
        run(node.step(), node.config(), context);
        double seconds = (System.nanoTime() - start) / 1e9;
        store.putIfAbsent(file, Json.bytes(context.finish(seconds)));
      } finally {
        context.abort();
      }
      return true;
    }
  }

  /** Puts the shards together into the manifest and notes the node as done in this run. */
  public Manifest commit(PreparedNode node) throws IOException {
    Optional<Manifest> present = node.manifest();
    Manifest manifest;
    if (present.isPresent()) {
      manifest = present.get();
    } else {
      manifest = Assembly.of(node);
      // Before the manifest: of a node that has one nothing is left to clear, whoever is killed.
      for (int shard = 0; shard < node.shards(); shard++) {
        node.work(shard).clear();
      }
      store.putIfAbsent(
          PreparedNode.manifestFile(node.spec().name(), node.key()), Json.bytes(manifest));
    }
    entries.note(node);
    done.put(node.node().name(), manifest);
    return manifest;
  }

  /**
   * Takes the committed result of a node as this run's, without a note of it in the store.
   *
   * @return whether it is committed
   */
  public boolean use(PreparedNode node) throws IOException {
    Optional<Manifest> manifest = node.manifest();
    manifest.ifPresent(found -> done.put(node.node().name(), found));
    return manifest.isPresent();
  }

  /**
   * The manifest of a node of this run, where it is committed under these settings. It stays the
   * same for this runner, whatever another run of the same name does meanwhile.
   */
  public Optional<Manifest> manifest(String nodeName) throws IOException {
    RunLinks.Taken taken = plan.links().taken().get(nodeName);
    if (taken != null) {
      return taken(taken);
    }
    Manifest known = done.get(nodeName);
    if (known != null || !trustsNotes) {
      return Optional.ofNullable(known);
    }
    Optional<RunEntries.Entry> entry = entries.current(nodeName);
    Optional<Manifest> manifest =
        entry.isPresent()
            ? PreparedNode.manifest(store, entry.get().step(), entry.get().key())
            : Optional.empty();
    manifest.ifPresent(found -> done.put(nodeName, found));
    return manifest;
  }

  private Optional<Manifest> taken(RunLinks.Taken result) throws IOException {
    Optional<Manifest> manifest = PreparedNode.manifest(store, result.step(), result.key());
    if (manifest.isEmpty()) {
      throw new BadDataException(
          "%s/%s, which this run takes from an earlier one, is not in the store any more"
              .formatted(result.step(), result.key()));
    }
    return manifest;
  }

  /**
   * What became of a shard of a committed node.
   *
   * @param seconds that it took; 0 where another run had made it
   */
  public record ShardReport(int shard, double seconds, long rows, boolean cached) {}

  /** The shards of a node of this run, in order; empty where the node is not committed. */
  public List<ShardReport> shards(String nodeName) throws IOException {
    Optional<Manifest> manifest = manifest(nodeName);
    List<ShardReport> reports = new ArrayList<>();
    if (manifest.isPresent()) {
      String folder = PreparedNode.folder(manifest.get().step(), manifest.get().key());
      for (String file : store.list(folder + PreparedNode.SHARDS)) {
        ShardResult result = Json.read(store, file, ShardResult.class).orElseThrow();
        boolean cached = !plan.name().equals(result.run());
        double seconds = cached ? 0 : result.seconds();
        reports.add(new ShardReport(reports.size(), seconds, result.rows(), cached));
      }
    }
    return reports;
  }

  /**
   * Wall time that a committed node took over all its shards, whichever run has made them; empty
   * where it is not committed.
   */
  public OptionalDouble seconds(String nodeName) throws IOException {
    Optional<Manifest> manifest = manifest(nodeName);
    if (manifest.isEmpty()) {
      return OptionalDouble.empty();
    }
    double seconds = 0;
    String folder = PreparedNode.folder(manifest.get().step(), manifest.get().key());
    for (String file : store.list(folder + PreparedNode.SHARDS)) {
      seconds += Json.read(store, file, ShardResult.class).orElseThrow().seconds();
    }
    return OptionalDouble.of(seconds);
  }

  /** An output table of a committed node. */
  public <R extends Record> TableInput<R> open(String nodeName, Table<R> table) throws IOException {
    PreparedNode.Source source =
        source(nodeName, table.name())
            .orElseThrow(
                () ->
                    new BadDataException(
                        "step %s of run %s is not done".formatted(nodeName, plan.name())));
    return new TableInput<>(store, table, source);
  }

  private Record bind(StepSpec<?> spec, Node node) {
    Map<String, Object> values = new HashMap<>(plan.config().getOrDefault(spec.name(), Map.of()));
    values.putAll(node.overrides());
    return ConfigBinder.bind(spec.config(), spec.name(), values);
  }

  /** Results of earlier runs may be older than an artifact that the same step writes today. */
  private boolean isTakenWithout(String name, String artifact) throws IOException {
    RunLinks.Taken taken = plan.links().taken().get(name);
    return taken != null && taken(taken).map(m -> !m.outputs().containsKey(artifact)).orElse(false);
  }

  private Optional<PreparedNode.Source> source(String name, String artifact) throws IOException {
    Optional<Manifest> manifest = manifest(name);
    if (manifest.isEmpty()) {
      return Optional.empty();
    }
    Manifest m = manifest.get();
    if (!m.outputs().containsKey(artifact)) {
      throw new UsageException("step %s does not write %s".formatted(name, artifact));
    }
    return Optional.of(
        new PreparedNode.Source(name, overrides(name), PreparedNode.folder(m.step(), m.key()), m));
  }

  /** Of a node that another run did, nothing. */
  private Map<String, String> overrides(String name) {
    return plan.nodes().stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .map(Node::overrides)
        .orElse(Map.of());
  }

  private static int shardCount(Table<?> table, Map<String, List<PreparedNode.Source>> sources) {
    return sources
        .get(table.name())
        .getFirst()
        .manifest()
        .outputs()
        .get(table.name())
        .parts()
        .size();
  }

  private ArtifactStore.@Nullable Lease lease(PreparedNode node, int index, Progress progress)
      throws IOException, InterruptedException {
    boolean told = false;
    while (true) {
      Optional<ArtifactStore.Lease> lease = store.lease(node.leaseFile(index));
      if (lease.isPresent()) {
        return lease.get();
      }
      if (store.exists(node.shardFile(index)) || node.manifest().isPresent()) {
        return null;
      }
      if (!told) {
        progress.note("another run is working on " + node.node().name() + ": waiting for it");
        told = true;
      }
      Thread.sleep(LEASE_POLL_MILLIS);
    }
  }

  private static <C extends Record> void run(Step<C> step, Record config, StepContext context)
      throws IOException, InterruptedException {
    step.run(step.spec().config().cast(config), context);
  }
}
