package org.reland.workflows.forecast;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.reland.kit.step.Node;
import org.reland.kit.step.NodeRunner;
import org.reland.kit.step.PreparedNode;
import org.reland.kit.step.RunPlan;
import org.reland.kit.step.Steps;
import org.reland.kit.store.ArtifactStore;

/**
 * What a run would do, node by node, from what is committed and from what earlier runs of the store
 * took.
 *
 * @param lines in the order of the pipeline
 * @param asking what the language model would be asked; empty where nothing is
 * @param sources names of the runs that the times are taken from
 */
public record Forecast(List<Line> lines, Optional<ModelDemand> asking, List<String> sources) {
  /** How far a node is. */
  public enum State {
    /** Another run's result stands in for it. */
    TAKEN("taken"),
    DONE("done"),
    TO_DO("to do"),
    /** Its key, and so whether it is done, is known once what it reads is done. */
    OPEN("open");

    private final String word;

    State(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /**
   * One node.
   *
   * @param shards how many it has; 0 where that is not known yet
   * @param pending of them those that are not done
   * @param seconds of work that is expected, 0 where none is left; empty where nothing like it was
   *     ever done in this store
   * @param after the nodes that it reads from, save those that come before others of them
   */
  public record Line(
      String node,
      String step,
      State state,
      int shards,
      int pending,
      OptionalDouble seconds,
      List<String> after) {
    boolean left() {
      return state == State.TO_DO || state == State.OPEN;
    }
  }

  /** Of a run; nothing is written. */
  public static Forecast of(ArtifactStore store, RunPlan plan, Steps steps) throws IOException {
    NodeRunner runner = NodeRunner.ofWhole(store, plan, steps);
    PastRuns past = PastRuns.of(store, plan, steps);
    Map<String, Set<String>> before = new HashMap<>();
    Set<String> done = new HashSet<>(plan.links().taken().keySet());
    Set<String> sources = new HashSet<>();
    List<Line> lines = new ArrayList<>();
    for (String taken : plan.links().taken().keySet()) {
      lines.add(new Line(taken, taken, State.TAKEN, 0, 0, OptionalDouble.of(0), List.of()));
    }
    for (Node node : plan.nodes()) {
      Set<String> all = new HashSet<>(node.after());
      node.after().forEach(name -> all.addAll(before.getOrDefault(name, Set.of())));
      before.put(node.name(), all);
      List<String> after = direct(node, before);
      if (!done.containsAll(node.after())) {
        lines.add(line(node, State.OPEN, 0, 0, past.seconds(node, runner, sources), after));
        continue;
      }
      PreparedNode prepared = runner.prepare(node);
      if (runner.use(prepared)) {
        done.add(node.name());
        lines.add(line(node, State.DONE, prepared.shards(), 0, OptionalDouble.of(0), after));
        continue;
      }
      int pending = prepared.pending().size();
      OptionalDouble whole = past.seconds(node, runner, sources);
      OptionalDouble seconds =
          whole.isEmpty()
              ? whole
              : OptionalDouble.of(whole.getAsDouble() * pending / prepared.shards());
      lines.add(line(node, State.TO_DO, prepared.shards(), pending, seconds, after));
    }
    Optional<Line> infer = lines.stream().filter(line -> line.step().equals("infer")).findFirst();
    Optional<ModelDemand> asking =
        infer.isPresent() && infer.get().left()
            ? Optional.of(ModelDemand.of(plan, runner, infer.get(), past))
            : Optional.empty();
    return new Forecast(lines, asking, sources.stream().sorted().toList());
  }

  private static Line line(
      Node node, State state, int shards, int pending, OptionalDouble seconds, List<String> after) {
    return new Line(node.name(), node.step(), state, shards, pending, seconds, after);
  }

  private static List<String> direct(Node node, Map<String, Set<String>> before) {
    return node.after().stream()
        .filter(
            name ->
                node.after().stream()
                    .noneMatch(other -> before.getOrDefault(other, Set.of()).contains(name)))
        .toList();
  }

  /** Nodes that are left to do. */
  public long left() {
    return lines.stream().filter(Line::left).count();
  }

  /** Seconds of work that are left, one node after the other, as far as they are known. */
  public double seconds() {
    return lines.stream().mapToDouble(line -> line.seconds().orElse(0)).sum();
  }

  /** Nodes of which nobody can tell how long they take. */
  public long unknown() {
    return lines.stream().filter(line -> line.seconds().isEmpty()).count();
  }
}
