package org.reland.workflows.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.reland.kit.error.BadDataException;
import org.reland.kit.step.Node;
import org.reland.kit.step.NodeRunner;
import org.reland.kit.step.RunPlan;
import org.reland.kit.step.Steps;
import org.reland.kit.step.StoredRun;
import org.reland.kit.store.ArtifactStore;

/** The end of a run whose nodes ran in processes of their own, wherever these were. */
public final class RunEnd {
  private RunEnd() {}

  /**
   * Writes the summary, with what there is, and points the lasting names at the run's results if it
   * is complete.
   *
   * @throws BadDataException naming the nodes that are not done
   */
  public static void write(StoredRun run, Steps steps) throws IOException {
    ArtifactStore store = run.store();
    RunPlan plan = run.plan();
    NodeRunner runner = run.runner(steps);
    List<TaskReport> reports = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (Node node : plan.nodes()) {
      List<NodeRunner.ShardReport> shards = runner.shards(node.name());
      if (shards.isEmpty()) {
        missing.add(node.name());
      }
      for (NodeRunner.ShardReport shard : shards) {
        reports.add(
            new TaskReport(
                node.name(), shard.shard(), shard.seconds(), shard.rows(), shard.cached()));
      }
    }
    new RunSummary(store, plan).write(runner, reports);
    if (!missing.isEmpty()) {
      throw new BadDataException(
          "run %s is not complete: %s not done. See why they failed, and start the run again: what is done is kept"
              .formatted(plan.name(), String.join(", ", missing)));
    }
    RefUpdate.apply(store, runner, plan);
  }
}
