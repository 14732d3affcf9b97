package org.reland.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.reland.kit.step.Node;
import org.reland.kit.step.NodeRunner;
import org.reland.kit.step.PreparedNode;
import org.reland.kit.step.RunPlan;
import org.reland.kit.step.Steps;
import org.reland.kit.store.FileStore;
import org.reland.workflows.configuration.Configuration;
import org.reland.workflows.pipeline.CurrentResults;
import org.reland.workflows.pipeline.Pipeline;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reland plan}: what a run would do. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = "Shows what a run would do, and what of it is done already.",
    footer = {
      "",
      "With --save the run is set up, and its nodes can be run one by one:",
      "  reland plan --save --name mine",
      "  reland step ingest --run .reland/runs/mine",
      "  ...",
      "  reland finish --run .reland/runs/mine"
    })
final class PlanCommand implements Callable<Integer> {
  @Mixin private ConfigurationOptions options = new ConfigurationOptions();

  @Mixin private RhythmOption rhythm = new RhythmOption();

  @Mixin private RunPlaceOptions place = new RunPlaceOptions();

  @Option(names = "--save", description = "Writes the run's run.json, from which steps start.")
  private boolean save;

  @ArgGroup(heading = "%nFor schedulers:%n", exclusive = false)
  private ScheduledOptions scheduled = new ScheduledOptions();

  @Override
  public Integer call() throws IOException {
    Steps steps = Steps.installed();
    scheduled.check(options.file());
    Configuration configuration = options.load(scheduled.settings(), steps);
    FileStore store = place.store();
    var current = new CurrentResults(store, configuration.run().name(), Instant.now());
    RunPlan plan =
        Pipeline.plan(
            place.name(rhythm.name(configuration)), configuration, steps, rhythm.rhythm(), current);
    scheduled.check(plan);
    if (save) {
      plan.begin(store);
    }
    print(plan, NodeRunner.ofWhole(store, plan, steps));
    return 0;
  }

  /** A key is known once everything before it is done. */
  private static void print(RunPlan plan, NodeRunner runner) throws IOException {
    Set<String> done = new HashSet<>(plan.links().taken().keySet());
    plan.links()
        .taken()
        .forEach(
            (node, result) ->
                System.out.println("  %-32s taken: %s".formatted(node, result.key())));
    for (Node node : plan.nodes()) {
      String state;
      if (!done.containsAll(node.after())) {
        state = "hangs on what is to do";
      } else {
        PreparedNode prepared = runner.prepare(node);
        if (runner.use(prepared)) {
          done.add(node.name());
          state = "done";
        } else {
          int pending = prepared.pending().size();
          state = "to do: %d of %d shards".formatted(pending, prepared.shards());
        }
      }
      System.out.println("  %-32s %s".formatted(node.name(), state));
    }
  }
}
