package org.reland.kit.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reland.kit.artifact.Document;
import org.reland.kit.artifact.Table;
import org.reland.kit.progress.Progress;
import org.reland.kit.step.Node;
import org.reland.kit.step.NodeRunner;
import org.reland.kit.step.PreparedNode;
import org.reland.kit.step.RunPlan;
import org.reland.kit.step.Step;
import org.reland.kit.step.StepContext;
import org.reland.kit.step.StepSpec;
import org.reland.kit.step.Steps;
import org.reland.kit.store.FileStore;
import org.reland.kit.store.Manifest;

/**
 * Runs steps through the real runner and store: give the inputs as rows, run, read the outputs.
 *
 * <pre>{@code
 * var harness = StepHarness.in(folder);
 * harness.given(Artifacts.INTERACTIONS, rows);
 * harness.run(new SplitStep(), Map.of("users_per_part", "100"));
 * List<Split> splits = harness.rows(Artifacts.SPLITS);
 * }</pre>
 */
public final class StepHarness {
  private final FileStore store;
  private final Map<String, List<String>> writers = new HashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Step<?>> steps = new LinkedHashMap<>();
  private long seed = 1;
  private int threads = 2;
  private int given;

  private StepHarness(Path folder) {
    this.store = FileStore.at(folder);
  }

  public static StepHarness in(Path folder) {
    return new StepHarness(folder);
  }

  /** To be set before anything is given: a run has one seed. */
  public StepHarness seed(long value) {
    seed = value;
    return this;
  }

  public StepHarness threads(int value) {
    threads = value;
    return this;
  }

  /** Puts rows in as the output of an earlier step, in one part. */
  public <R extends Record> StepHarness given(Table<R> table, List<R> rows) {
    return givenParts(table, List.of(rows));
  }

  public <R extends Record> StepHarness givenParts(Table<R> table, List<List<R>> parts) {
    run("given-" + table.name(), new Given<>(table, parts, given++), Map.of(), Map.of());
    return this;
  }

  /** Puts rows in as the output of the node of this name. */
  public <R extends Record> StepHarness givenBy(String nodeName, Table<R> table, List<R> rows) {
    run(nodeName, new Given<>(table, List.of(rows), given++), Map.of(), Map.of());
    return this;
  }

  /** Runs a step with these configuration keys; its inputs come from whoever wrote them last. */
  public Manifest run(Step<?> step, Map<String, String> config) {
    return run(step.spec().name(), step, config, Map.of());
  }

  /** The same under a node name of its own, with inputs from the nodes named (by artifact). */
  public Manifest run(
      String nodeName,
      Step<?> step,
      Map<String, String> config,
      Map<String, List<String>> inputsFrom) {
    Map<String, List<String>> inputs = new HashMap<>();
    for (StepSpec.Input input : step.spec().inputs()) {
      String artifact = input.artifact().name();
      // A step that goes on from its own kind of result is told from which.
      boolean ownKind =
          step.spec().outputs().stream().anyMatch(o -> o.artifact().equals(input.artifact()));
      List<String> latest = ownKind ? List.of() : writers.getOrDefault(artifact, List.of());
      List<String> from = inputsFrom.getOrDefault(artifact, latest);
      if (!from.isEmpty()) {
        inputs.put(artifact, input.many() ? List.copyOf(from) : List.of(from.getLast()));
      }
    }
    steps.put(step.spec().name(), step);
    Node node = new Node(nodeName, step.spec().name(), config, inputs, "");
    nodes.removeIf(n -> n.name().equals(nodeName));
    nodes.add(node);
    try {
      NodeRunner runner = runner();
      PreparedNode prepared = runner.prepare(node);
      for (int shard : prepared.pending()) {
        runner.runShard(prepared, shard, threads, Progress.silent());
      }
      Manifest manifest = runner.commit(prepared);
      for (StepSpec.Output output : step.spec().outputs()) {
        List<String> list =
            writers.computeIfAbsent(output.artifact().name(), n -> new ArrayList<>());
        list.remove(nodeName);
        list.add(nodeName);
      }
      return manifest;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Rows of an output, from whoever wrote it last. */
  public <R extends Record> List<R> rows(Table<R> table) {
    return rows(writers.get(table.name()).getLast(), table);
  }

  public <R extends Record> List<R> rows(String nodeName, Table<R> table) {
    try {
      return runner().open(nodeName, table).list();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A document that a node wrote. */
  public byte[] document(Document document) {
    String nodeName = writers.get(document.name()).getLast();
    try {
      Manifest manifest = runner().manifest(nodeName).orElseThrow();
      return store
          .get(manifest.step() + "/" + manifest.key() + "/" + document.fileName())
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The plan of all that was given and run so far. */
  public RunPlan plan() {
    return new RunPlan("test", seed, Map.of(), List.copyOf(nodes));
  }

  /** The steps of all that was given and run so far, and these. */
  public Steps steps(Step<?>... more) {
    List<Step<?>> all = new ArrayList<>(steps.values());
    all.addAll(List.of(more));
    return Steps.of(all.toArray(Step<?>[]::new));
  }

  private NodeRunner runner() {
    return NodeRunner.ofPart(store, plan(), steps());
  }

  /** Needs no keys: every set of rows is a step of its own name. */
  record GivenConfig() {}

  private record Given<R extends Record>(Table<R> table, List<List<R>> parts, int id)
      implements Step<GivenConfig> {
    @Override
    public StepSpec<GivenConfig> spec() {
      return StepSpec.of("given-" + table.name() + "-" + id, 1, GivenConfig.class)
          .writes(table)
          .build();
    }

    @Override
    public void run(GivenConfig config, StepContext context) throws IOException {
      for (int i = 0; i < parts.size(); i++) {
        if (i > 0) {
          context.write(table).nextPart();
        }
        context.write(table).writeAll(parts.get(i));
      }
    }
  }
}
