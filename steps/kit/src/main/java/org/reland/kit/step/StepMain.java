package org.reland.kit.step;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reland.kit.error.ExitCode;
import org.reland.kit.error.UsageException;
import org.reland.kit.progress.FileProgress;
import org.reland.kit.progress.LineProgress;
import org.reland.kit.progress.Progress;
import org.reland.kit.store.Manifest;

/**
 * Runs one node of a run in a process of its own: {@code StepMain <node> --run <folder> [--shard
 * i/n]}, as {@code reland step} does; for schedulers also {@code --workers}, see {@link
 * WorkerList}.
 *
 * <p>Exit codes: 0 done; 2 wrong command line; 65 bad data; 75 temporary; 78 configuration; 70 a
 * defect, with its stack trace.
 */
public final class StepMain {
  private StepMain() {}

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT); // the messages are English: so are their numbers
    System.exit(run(List.of(args), Steps.installed()));
  }

  static int run(List<String> args, Steps steps) {
    try {
      parseAndRun(args, steps);
      return 0;
    } catch (Exception | Error e) {
      return ExitCode.of(e, System.err);
    }
  }

  private static void parseAndRun(List<String> args, Steps steps)
      throws IOException, InterruptedException {
    String name = null;
    String run = null;
    String shard = null;
    String workers = null;
    for (int i = 0; i < args.size(); i++) {
      switch (args.get(i)) {
        case "--run" -> run = argument(args, ++i);
        case "--shard" -> shard = argument(args, ++i);
        case "--workers" -> workers = argument(args, ++i);
        case String arg -> {
          if (arg.startsWith("-") || name != null) {
            throw usage(arg);
          }
          name = arg;
        }
      }
    }
    if (name == null || run == null) {
      throw usage(name == null ? "<node>" : "--run");
    }
    Optional<WorkerList> list = Optional.ofNullable(workers).map(WorkerList::parse);
    Manifest manifest = runNode(name, run, shard, steps).orElse(null);
    if (list.isPresent() && manifest != null) {
      list.get().write(manifest);
    }
  }

  /**
   * Does what is pending of a node, and commits it where nothing is pending then.
   *
   * @param name of the node, or of a step that has one node
   * @param run folder of the run, as a path or a file: URI; its {@code run.json} is there once
   *     {@code reland run} was started
   * @param shard {@code i/n}, to take every n-th shard only; null for all
   * @return the node's manifest; empty where shards are left to others
   */
  public static Optional<Manifest> runNode(
      String name, String run, @Nullable String shard, Steps steps)
      throws IOException, InterruptedException {
    Shard worker = shard == null ? null : Shard.parse(shard);
    StoredRun stored = StoredRun.open(run);
    return runNode(stored.runner(steps), stored.plan().node(name), worker);
  }

  private static Optional<Manifest> runNode(NodeRunner runner, Node node, @Nullable Shard shard)
      throws IOException, InterruptedException {
    PreparedNode prepared = runner.prepare(node);
    var lines = new LineProgress(node.name(), System.err);
    @Nullable String file = System.getenv("ARGO_PROGRESS_FILE");
    @Nullable FileProgress told = file == null ? null : new FileProgress(Path.of(file), lines);
    Progress progress = told == null ? lines : told;
    int threads = Runtime.getRuntime().availableProcessors();
    List<Integer> pending = prepared.pending();
    if (pending.isEmpty()) {
      progress.note("is done already");
    }
    List<Integer> mine =
        pending.stream().filter(index -> mine(index, Optional.ofNullable(shard))).toList();
    for (int i = 0; i < mine.size(); i++) {
      if (told != null) {
        told.stage(i, mine.size());
      }
      runner.runShard(prepared, mine.get(i), threads, progress);
    }
    int left = prepared.pending().size();
    if (left > 0) {
      progress.note("%d of %d shards are left to others".formatted(left, prepared.shards()));
      return Optional.empty();
    }
    return Optional.of(runner.commit(prepared));
  }

  /** Worker i of n takes every n-th shard, so n need not be the number of shards. */
  private static boolean mine(int index, Optional<Shard> worker) {
    return worker.map(w -> index % w.count() == w.index()).orElse(true);
  }

  private static String argument(List<String> args, int index) {
    if (index >= args.size()) {
      throw usage(args.getLast());
    }
    return args.get(index);
  }

  private static UsageException usage(String at) {
    return new UsageException(
        "at '%s'; usage: StepMain <node> --run <folder of the run> [--shard i/n] [--workers table=most:file]"
            .formatted(at));
  }
}
