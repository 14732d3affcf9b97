package org.reland.cli;

import java.util.ArrayList;
import java.util.List;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.step.RunPlan;
import org.reland.workflows.argo.WorkflowRenderer;
import picocli.CommandLine.Option;

/** What a rendered workflow hands over to the plan of its run; all of it may be empty. */
final class ScheduledOptions {
  @Option(
      names = "--settings",
      paramLabel = "LINES",
      description = "More of --set, one SECTION.KEY=VALUE a line.")
  private String settings = "";

  @Option(
      names = "--as-of",
      paramLabel = "INSTANT",
      description = "The same as --set ingest.as_of=INSTANT.")
  private String asOf = "";

  @Option(
      names = "--graph",
      paramLabel = "HASH",
      description = "Fails where the pipeline is not the one that the workflow was rendered from.")
  private String graph = "";

  /** As {@code section.key=value}. */
  List<String> settings() {
    List<String> all = new ArrayList<>();
    settings.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(all::add);
    if (!asOf.isBlank()) {
      all.add("ingest.as_of=" + asOf.strip());
    }
    return all;
  }

  /**
   * The tasks of a workflow are fixed when it is rendered; a plan of other nodes would leave some
   * of them undone, or without a task.
   *
   * @throws ConfigurationException where the plan has other nodes
   */
  void check(RunPlan plan) {
    if (!graph.isBlank() && !graph.equals(WorkflowRenderer.graph(plan.nodes()))) {
      throw new ConfigurationException(
          "the workflow's tasks (%s) are not those of this configuration (%s): experiment.* must be as it was when the workflow was rendered. Render it again with this configuration, and apply all files"
              .formatted(graph, WorkflowRenderer.graph(plan.nodes())));
    }
  }
}
