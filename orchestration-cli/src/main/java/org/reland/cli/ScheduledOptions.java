package org.reland.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.error.UsageException;
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

  @Option(
      names = "--configuration",
      paramLabel = "HASH",
      description = "Fails where the file is not the one that the workflow was rendered from.")
  private String configuration = "";

  /** As {@code section.key=value}. */
  List<String> settings() {
    List<String> all = new ArrayList<>();
    settings.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(all::add);
    for (String line : all) {
      if (line.startsWith("argo.")) {
        throw new UsageException(
            "'%s': how the pipeline lies on the cluster is settled when it is rendered: reland render --set %s, and apply it again"
                .formatted(line, line));
      }
    }
    if (!asOf.isBlank()) {
      all.add("ingest.as_of=" + asOf.strip());
    }
    return all;
  }

  /**
   * Two pipelines in a namespace, or a config map that was changed by hand, would otherwise give a
   * run other settings than those that it is labelled with.
   *
   * @throws ConfigurationException where the file is another one
   */
  void check(Path file) throws IOException {
    if (!configuration.isBlank()) {
      String found = WorkflowRenderer.configurationDigest(Files.readString(file));
      if (!configuration.equals(found)) {
        throw new ConfigurationException(
            "%s is not the configuration (%s, but %s) that the workflow was rendered from: apply all rendered files together; for one run, change it with reland submit --set"
                .formatted(file, found, configuration));
      }
    }
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
