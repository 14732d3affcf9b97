package org.reland.workflows.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.reland.kit.error.BadDataException;
import org.reland.kit.step.Node;
import org.reland.kit.step.NodeRunner;
import org.reland.kit.step.PreparedNode;
import org.reland.kit.step.RunPlan;
import org.reland.kit.step.StepSpec;
import org.reland.kit.step.Steps;
import org.reland.kit.store.ArtifactStore;

/**
 * Runs the nodes of a plan in this process. Nodes whose inputs are committed run side by side,
 * shard by shard, within the cores and the memory that are there; what is committed is skipped. A
 * failure stops what depends on it and nothing else, and a node that collects from several goes on
 * with those that succeeded.
 */
public final class LocalRunner {
  private final ArtifactStore store;
  private final RunPlan plan;
  private final Steps steps;
  private final NodeRunner runner;
  private final Budget budget;
  private final RunDisplay display;
  private final Map<String, State> states = new HashMap<>();
  private final Map<String, Integer> open = new HashMap<>();
  private final List<Task> ready = new ArrayList<>();
  private final List<TaskReport> reports = new ArrayList<>();
  private final Map<String, Throwable> failures = new LinkedHashMap<>();
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private int tasks;

  private enum State {
    WAITING,
    RUNNING,
    DONE,
    FAILED
  }

  /** One shard of one node, ready to run. */
  private record Task(PreparedNode node, int shard) {
    String name() {
      return TaskReport.task(node.node().name(), shard);
    }
  }

  /** The end of a task that ran on so many threads; somebody else may have done the work. */
  private record Event(
      Task task, int threads, double seconds, boolean worked, @Nullable Throwable failure) {}

  /**
   * A runner.
   *
   * @param threads cores to use over all steps
   * @param memoryMiB heap to use over all steps
   */
  public LocalRunner(
      ArtifactStore store,
      RunPlan plan,
      Steps steps,
      int threads,
      long memoryMiB,
      RunDisplay display) {
    this.store = store;
    this.plan = plan;
    this.steps = steps;
    this.runner = NodeRunner.ofWhole(store, plan, steps);
    this.budget = new Budget(threads, memoryMiB);
    this.display = display;
  }

  /**
   * Runs these nodes of the plan; of the others, those that they read from have to be done.
   *
   * @return what failed, by node; empty where all went well
   */
  public Map<String, Throwable> run(List<Node> selected) throws IOException, InterruptedException {
    plan.save(store);
    tasks = selected.size();
    display.total(tasks);
    try {
      settleWhatIsRead(selected);
      selected.forEach(node -> states.put(node.name(), State.WAITING));
      while (true) {
        promote(selected);
        startWhatFits();
        if (budget.idle()) {
          break;
        }
        handle(events.take());
      }
    } finally {
      display.close();
    }
    new RunSummary(store, plan).write(runner, reports);
    if (failures.isEmpty()) {
      RefUpdate.apply(store, runner, plan);
    }
    return failures;
  }

  /**
   * Finds the results of the nodes that are read from and not selected, by the keys that they have
   * under these settings.
   *
   * @throws BadDataException where a selected node needs one that is not done
   */
  private void settleWhatIsRead(List<Node> selected) throws IOException {
    Set<String> chosen = new HashSet<>();
    selected.forEach(node -> chosen.add(node.name()));
    Set<String> read = new HashSet<>();
    for (Node node : plan.nodes().reversed()) {
      if (chosen.contains(node.name()) || read.contains(node.name())) {
        read.addAll(node.after());
      }
    }
    for (Node node : plan.nodes()) {
      if (read.contains(node.name()) && !chosen.contains(node.name()) && !settled(node)) {
        states.put(node.name(), State.FAILED);
        display.passedOver(node.name(), "not done under these settings");
      }
    }
    for (Node node : selected) {
      Optional<String> lost = lost(node);
      if (lost.isPresent()) {
        throw new BadDataException(
            "%s reads from %s, which is not done under these settings: run it first, for example with --until %s"
                .formatted(node.name(), lost.get(), lost.get()));
      }
    }
  }

  private boolean settled(Node node) throws IOException {
    if (lost(node).isPresent()) {
      return false;
    }
    PreparedNode prepared = runner.prepare(node);
    if (!prepared.pending().isEmpty()) {
      return false;
    }
    runner.commit(prepared);
    return true;
  }

  /** Prepares every node whose inputs have come; what is cached may let others follow at once. */
  private void promote(List<Node> selected) throws IOException {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Node node : selected) {
        if (states.get(node.name()) == State.WAITING && inputsSettled(node)) {
          changed = true;
          Optional<String> lost = lost(node);
          if (lost.isPresent()) {
            states.put(node.name(), State.FAILED);
            display.passedOver(node.name(), "not run, it needs " + lost.get());
          } else {
            prepare(node);
          }
        }
      }
    }
  }

  private boolean inputsSettled(Node node) {
    return node.after().stream()
        .map(name -> states.getOrDefault(name, State.DONE))
        .allMatch(state -> state == State.DONE || state == State.FAILED);
  }

  /** A failed node without which this one cannot run. */
  private Optional<String> lost(Node node) {
    for (StepSpec.Input input : steps.get(node.step()).spec().inputs()) {
      List<String> from = node.inputs().getOrDefault(input.artifact().name(), List.of());
      List<String> lost = from.stream().filter(name -> states.get(name) == State.FAILED).toList();
      boolean dispensable = input.dispensable() || (input.many() && lost.size() < from.size());
      if (!lost.isEmpty() && !dispensable) {
        return Optional.of(lost.getFirst());
      }
    }
    return Optional.empty();
  }

  private void prepare(Node node) throws IOException {
    PreparedNode prepared;
    try {
      prepared = runner.prepare(node);
    } catch (IOException | RuntimeException e) {
      fail(node.name(), node.name(), e);
      return;
    }
    tasks += prepared.shards() - 1;
    display.total(tasks);
    List<Integer> pending = prepared.pending();
    for (int shard = 0; shard < prepared.shards(); shard++) {
      if (!pending.contains(shard)) {
        report(new TaskReport(node.name(), shard, 0, prepared.rows(shard), true));
      }
    }
    if (pending.isEmpty()) {
      runner.commit(prepared);
      states.put(node.name(), State.DONE);
      return;
    }
    states.put(node.name(), State.RUNNING);
    open.put(node.name(), pending.size());
    pending.forEach(shard -> ready.add(new Task(prepared, shard)));
  }

  private void startWhatFits() {
    for (int i = 0; i < ready.size(); ) {
      Task task = ready.get(i);
      int threads = budget.take(task.node().spec().resources(), ready.size());
      if (threads == 0) {
        i++;
        continue;
      }
      ready.remove(i);
      Thread.ofPlatform().name(task.name()).start(() -> execute(task, threads));
    }
  }

  private void execute(Task task, int threads) {
    long start = System.nanoTime();
    Throwable failure = null;
    boolean worked = false;
    try {
      worked = runner.runShard(task.node(), task.shard(), threads, display.start(task.name()));
    } catch (Throwable e) { // handed to the main loop, which decides
      failure = e;
    }
    events.add(new Event(task, threads, (System.nanoTime() - start) / 1e9, worked, failure));
  }

  private void handle(Event event) throws IOException {
    Task task = event.task();
    String name = task.node().node().name();
    budget.giveBack(task.node().spec().resources(), event.threads());
    if (event.failure() != null) {
      ready.removeIf(other -> other.node() == task.node());
      fail(name, task.name(), event.failure());
      return;
    }
    long rows = task.node().rows(task.shard());
    double seconds = event.worked() ? event.seconds() : 0;
    report(new TaskReport(name, task.shard(), seconds, rows, !event.worked()));
    if (open.merge(name, -1, Integer::sum) == 0 && states.get(name) == State.RUNNING) {
      runner.commit(task.node());
      states.put(name, State.DONE);
    }
  }

  private void report(TaskReport report) {
    reports.add(report);
    display.done(report);
  }

  private void fail(String name, String task, Throwable failure) {
    if (failures.putIfAbsent(name, failure) == null) {
      states.put(name, State.FAILED);
      String message = failure.getMessage();
      display.failed(task, message == null ? failure.toString() : message);
    }
  }
}
