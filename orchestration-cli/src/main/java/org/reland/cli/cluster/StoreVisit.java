package org.reland.cli.cluster;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.reland.cli.argo.ApiException;
import org.reland.cli.argo.ArgoApi;
import org.reland.cli.argo.LogRequest;
import org.reland.cli.argo.NodeStatus;
import org.reland.cli.argo.Nodes;
import org.reland.cli.argo.Workflow;
import org.reland.cli.argo.WorkflowFollower;
import org.reland.kit.error.TemporaryException;
import org.reland.kit.store.Json;
import org.reland.workflows.argo.TemplateNames;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs a command in a pod that has the cluster's store mounted, as a workflow of one step: whoever
 * may start runs may look into their store, and needs no other right.
 */
public final class StoreVisit {
  private StoreVisit() {}

  /**
   * Runs it and waits.
   *
   * @param template of the pipeline
   * @param words of the command
   * @param lines takes what it prints
   * @return its exit code
   */
  public static int run(
      ClusterOptions cluster, String template, List<String> words, Consumer<String> lines)
      throws IOException, InterruptedException {
    try (ArgoApi argo = cluster.connect()) {
      try {
        return run(argo, TemplateNames.storeTemplate(template), words, lines);
      } catch (ApiException e) {
        throw ApiErrors.userError(e, argo);
      }
    }
  }

  static int run(ArgoApi argo, String template, List<String> words, Consumer<String> lines)
      throws InterruptedException {
    Workflow visit = workflow(template, words);
    RunMarks.mark(visit, argo.template(template), "store");
    String name = new Creation(argo).numbered(visit, template).name();
    AtomicReference<Workflow> last = new AtomicReference<>();
    boolean there =
        new WorkflowFollower(argo)
            .follow(
                name,
                workflow -> {
                  last.set(workflow);
                  return !workflow.state().completed();
                });
    if (!there) {
      throw new TemporaryException("workflow %s was deleted before it had ended".formatted(name));
    }
    LogFilter filter = new LogFilter();
    int pods =
        argo.logs(
            name,
            new LogRequest(node -> true, false),
            line -> filter.next(line.text()).ifPresent(all -> all.lines().forEach(lines)));
    int exit = exitCode(last.get());
    if (pods == 0) {
      throw new TemporaryException(
          "workflow %s has ended with %d, and its pod, whose log is the answer, is gone already: the controller deletes pods early (podGC in its workflowDefaults)"
              .formatted(name, exit));
    }
    return exit;
  }

  private static Workflow workflow(String template, List<String> words) {
    Workflow workflow = new Workflow();
    ObjectNode spec = workflow.getSpec();
    spec.putObject("workflowTemplateRef").put("name", template);
    spec.putObject("arguments")
        .putArray("parameters")
        .addObject()
        .put("name", TemplateNames.WORDS)
        .put("value", Json.mapper().writeValueAsString(words));
    return workflow;
  }

  /** The command's own where it came to one. */
  private static int exitCode(Workflow workflow) {
    if (!workflow.state().currentPhase().bad()) {
      return 0;
    }
    Optional<Integer> own =
        Nodes.of(workflow).values().stream()
            .map(NodeStatus::outputs)
            .filter(outputs -> outputs != null && outputs.exitCode() != null)
            .map(outputs -> Integer.parseInt(String.valueOf(outputs.exitCode())))
            .filter(code -> code != 0)
            .findFirst();
    if (own.isEmpty()) {
      throw new TemporaryException(
          "workflow %s ended as %s: %s. reland status %s tells more"
              .formatted(
                  workflow.name(),
                  workflow.state().currentPhase().text(),
                  workflow.state().message(),
                  workflow.name()));
    }
    return own.get();
  }
}
