package org.reland.workflows.local;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reland.kit.step.Node;
import org.reland.kit.step.RunPlan;
import org.reland.kit.step.Steps;
import org.reland.kit.store.ArtifactStore;
import org.reland.workflows.configuration.Configuration;
import org.reland.workflows.pipeline.CurrentResults;
import org.reland.workflows.pipeline.Pipeline;
import org.reland.workflows.pipeline.Rhythm;
import org.reland.workflows.pipeline.Selection;

/**
 * A run of the pipeline on this machine, from its configuration to the names that its lasting
 * results get.
 *
 * @param name of the run
 * @param rhythm how much of the graph it is
 * @param selection which of its nodes to do
 * @param memoryMiB heap to use over all steps
 */
public record PipelineRun(
    String name, Configuration configuration, Rhythm rhythm, Selection selection, long memoryMiB) {

  /**
   * Does it.
   *
   * @return what failed, by node; empty where all went well
   */
  public Map<String, Throwable> execute(ArtifactStore store, Steps steps, RunDisplay display)
      throws IOException, InterruptedException {
    var current = new CurrentResults(store, configuration.run().name(), Instant.now());
    RunPlan whole = Pipeline.plan(name, configuration, steps, rhythm, current);
    List<Node> selected = selection.apply(whole.nodes(), salt(store, whole.nodes()));
    RunPlan plan = whole.with(selected);
    int threads = configuration.run().threads();
    if (threads == 0) {
      threads = Runtime.getRuntime().availableProcessors();
    }
    Map<String, Throwable> failures =
        new LocalRunner(store, plan, steps, threads, memoryMiB, display).run(selected);
    if (failures.isEmpty()) {
      Generation.end(store, name);
    }
    return failures;
  }

  /** Empty where nothing is ordered to be done anew. */
  private String salt(ArtifactStore store, List<Node> pipeline) throws IOException {
    Optional<String> order = selection.order();
    selection.apply(pipeline, ""); // a name that is not known begins nothing
    return order.isPresent() ? Generation.of(order.get(), store, name).salt() : "";
  }
}
