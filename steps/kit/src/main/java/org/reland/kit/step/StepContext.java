package org.reland.kit.step;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.reland.kit.artifact.Artifact;
import org.reland.kit.artifact.Document;
import org.reland.kit.artifact.Table;
import org.reland.kit.progress.Progress;
import org.reland.kit.store.Digest;
import org.reland.kit.store.Manifest;

/**
 * A running step's view of the world: its inputs, its outputs, its share of the randomness, its
 * threads. One object serves one shard of one node.
 */
public final class StepContext {
  private final PreparedNode node;
  private final Shard shard;
  private final int threads;
  private final Progress progress;
  private final Map<String, TableWriter<?>> writers = new LinkedHashMap<>();
  private final Map<String, List<Manifest.Part>> documents = new LinkedHashMap<>();
  private final Map<String, Double> facts = new TreeMap<>();

  StepContext(PreparedNode node, Shard shard, int threads, Progress progress) {
    this.node = node;
    this.shard = shard;
    this.threads = threads;
    this.progress = progress;
  }

  /**
   * An input table, over all its parts.
   *
   * @throws IllegalStateException where it is not connected; see {@link #has}
   */
  public <R extends Record> TableInput<R> read(Table<R> table) {
    List<TableInput<R>> inputs = collect(table);
    if (inputs.size() != 1) {
      throw new IllegalStateException(
          "input %s of %s: expected one, connected are %d"
              .formatted(table.name(), node.node().name(), inputs.size()));
    }
    return inputs.getFirst();
  }

  /** The part of an input that belongs to this shard; the whole input where there are no shards. */
  public <R extends Record> TableInput<R> readShard(Table<R> table) {
    TableInput<R> input = read(table);
    return node.spec().shardedBy().isPresent() ? input.part(shard.index()) : input;
  }

  /** Whether an optional input is connected. */
  public boolean has(Artifact artifact) {
    return !node.inputs().getOrDefault(artifact.name(), List.of()).isEmpty();
  }

  /** One table for each node that is connected to this input, sorted by node name. */
  public <R extends Record> List<TableInput<R>> collect(Table<R> table) {
    if (node.spec().inputs().stream().noneMatch(input -> input.artifact().equals(table))) {
      throw new IllegalArgumentException(
          node.spec().name() + " does not declare the input " + table.name());
    }
    List<TableInput<R>> inputs = new ArrayList<>();
    for (PreparedNode.Source source : node.inputs().getOrDefault(table.name(), List.of())) {
      inputs.add(new TableInput<>(node.store(), table, source));
    }
    return inputs;
  }

  /** The writer of an output; the same one at every call. Whoever asks for it, the step ends it. */
  @SuppressWarnings("unchecked") // put in under the same table
  public <R extends Record> TableWriter<R> write(Table<R> table) {
    declaredOutput(table);
    return (TableWriter<R>)
        writers.computeIfAbsent(
            table.name(),
            name ->
                new TableWriter<>(
                    node.store(),
                    table,
                    node.folder(),
                    shard.index(),
                    node.spec().shardedBy().isPresent()));
  }

  /** Writes a document whole. */
  public void write(Document document, byte[] bytes) throws IOException {
    declaredOutput(document);
    node.store().put(node.folder() + document.fileName(), bytes);
    documents.put(
        document.name(),
        List.of(new Manifest.Part(document.fileName(), Digest.of(bytes), 1, bytes.length)));
  }

  /** States a count or sum about the result; over shards they are added. */
  public void fact(String name, double value) {
    facts.put(name, value);
  }

  /**
   * A random stream of this step's own: the same for the same seed, step, shard and purpose.
   *
   * @throws IllegalStateException where the step did not declare that it draws random numbers
   */
  public SplittableRandom random(String purpose) {
    if (!node.spec().seeded()) {
      throw new IllegalStateException(node.spec().name() + " did not declare that it is seeded");
    }
    return RandomStreams.of(node.plan().seed(), node.spec().name(), shard.index(), purpose);
  }

  public Shard shard() {
    return shard;
  }

  /** How many threads to use; must not change a byte of the outputs. */
  public int threads() {
    return threads;
  }

  public Progress progress() {
    return progress;
  }

  /** Unfinished work of this shard. */
  public WorkArea work() {
    return node.work(shard.index());
  }

  ShardResult finish(double seconds) throws IOException {
    Map<String, List<Manifest.Part>> parts = new TreeMap<>(documents);
    for (StepSpec.Output output : node.spec().outputs()) {
      switch (output.artifact()) {
        case Table<?> table -> parts.put(table.name(), write(table).finish());
        case Document document -> {
          if (!documents.containsKey(document.name())) {
            throw new IllegalStateException(
                node.spec().name() + " did not write " + document.fileName());
          }
        }
      }
    }
    return new ShardResult(parts, facts, node.plan().name(), seconds);
  }

  void abort() throws IOException {
    for (TableWriter<?> writer : writers.values()) {
      writer.abort();
    }
  }

  private void declaredOutput(Artifact artifact) {
    if (node.spec().outputs().stream().noneMatch(output -> output.artifact().equals(artifact))) {
      throw new IllegalArgumentException(
          node.spec().name() + " does not declare the output " + artifact.name());
    }
  }
}
