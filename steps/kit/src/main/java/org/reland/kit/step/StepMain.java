package org.reland.kit.step;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reland.kit.error.UsageException;
import org.reland.kit.error.UserError;
import org.reland.kit.progress.LineProgress;
import org.reland.kit.store.ArtifactStore;
import org.reland.kit.store.FileStore;

/**
 * Runs one step of a run in a process of its own: {@code StepMain <step> --run <uri> [--shard
 * i/n]}.
 *
 * <p>Exit codes: 0 done; 2 wrong command line; 65 bad data; 75 temporary; 78 configuration; 70 a
 * defect, with its stack trace.
 */
public final class StepMain {
  private static final int DEFECT = 70;

  private StepMain() {}

  public static void main(String[] args) {
    System.exit(run(List.of(args)));
  }

  static int run(List<String> args) {
    try {
      runNode(args);
      return 0;
    } catch (UserError e) {
      System.err.println("error: " + e.getMessage());
      return e.exitCode();
    } catch (Exception e) {
      e.printStackTrace();
      return DEFECT;
    }
  }

  private static void runNode(List<String> args) throws IOException, InterruptedException {
    String name = null;
    String run = null;
    Shard shard = null;
    for (int i = 0; i < args.size(); i++) {
      switch (args.get(i)) {
        case "--run" -> run = argument(args, ++i);
        case "--shard" -> shard = Shard.parse(argument(args, ++i));
        case String arg -> {
          if (arg.startsWith("-") || name != null) {
            throw usage(arg);
          }
          name = arg;
        }
      }
    }
    if (name == null || run == null) {
      throw usage(name == null ? "<step>" : "--run");
    }
    Path folder = folder(run);
    ArtifactStore store = FileStore.at(folder.getParent().getParent());
    RunPlan plan = RunPlan.load(store, folder.getFileName().toString());
    runNode(new NodeRunner(store, plan, Steps.installed()), plan.node(name), shard);
  }

  private static void runNode(NodeRunner runner, Node node, @Nullable Shard shard)
      throws IOException, InterruptedException {
    PreparedNode prepared = runner.prepare(node);
    var progress = new LineProgress(node.name(), System.err);
    int threads = Runtime.getRuntime().availableProcessors();
    for (int index : prepared.pending()) {
      if (mine(index, Optional.ofNullable(shard))) {
        runner.runShard(prepared, index, threads, progress);
      }
    }
    if (prepared.pending().isEmpty()) {
      runner.commit(prepared);
    }
  }

  /** Worker i of n takes every n-th shard, so n need not be the number of shards. */
  private static boolean mine(int index, Optional<Shard> worker) {
    return worker.map(w -> index % w.count() == w.index()).orElse(true);
  }

  private static Path folder(String uri) {
    try {
      return uri.startsWith("file:") ? Path.of(URI.create(uri)) : Path.of(uri).toAbsolutePath();
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "--run '%s': must be the folder of a run, as a path or a file: URI".formatted(uri), e);
    }
  }

  private static String argument(List<String> args, int index) {
    if (index >= args.size()) {
      throw usage(args.getLast());
    }
    return args.get(index);
  }

  private static UsageException usage(String at) {
    return new UsageException(
        "at '%s'; usage: StepMain <step> --run <folder of the run> [--shard i/n]".formatted(at));
  }
}
