package org.reland.workflows.local;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reland.kit.step.Node;
import org.reland.kit.step.NodeRunner;
import org.reland.kit.step.RunPlan;
import org.reland.kit.step.Steps;
import org.reland.kit.store.ArtifactStore;
import org.reland.workflows.configuration.Configuration;
import org.reland.workflows.pipeline.Pipeline;
import org.reland.workflows.pipeline.Selection;

/**
 * A run of the pipeline on this machine, from its configuration to the names that its lasting
 * results get.
 *
 * @param name of the run
 * @param selection which nodes to do
 * @param fresh whether all of them are to be done anew
 * @param memoryMiB heap to use over all steps
 */
public record PipelineRun(
    String name, Configuration configuration, Selection selection, boolean fresh, long memoryMiB) {

  /**
   * Does it.
   *
   * @return what failed, by node; empty where all went well
   */
  public Map<String, Throwable> execute(ArtifactStore store, Steps steps, RunDisplay display)
      throws IOException, InterruptedException {
    long seed = configuration.run().seed();
    List<Node> pipeline = Pipeline.of(configuration.experiment(), steps);
    RunPlan plan = new RunPlan(name, seed, configuration.sections(), pipeline);
    Optional<Generation> generation =
        fresh || selection.from().isPresent()
            ? Optional.of(Generation.next(store, name))
            : Optional.empty();
    String salt = generation.map(g -> g.salt(name)).orElse("");
    List<Node> selected = selection.apply(pipeline, salt);
    if (fresh) {
      selected = selected.stream().map(node -> node.salted(salt)).toList();
    }
    plan = plan.with(selected);
    int threads = configuration.run().threads();
    if (threads == 0) {
      threads = Runtime.getRuntime().availableProcessors();
    }
    Map<String, Throwable> failures =
        new LocalRunner(store, plan, steps, threads, memoryMiB, display).run(selected);
    if (failures.isEmpty()) {
      if (generation.isPresent()) {
        generation.get().completed(store, name);
      }
      RefUpdate.apply(store, new NodeRunner(store, plan, steps), name);
    }
    return failures;
  }
}
