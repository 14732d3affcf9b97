package org.reland.cli.cluster;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reland.cli.argo.ArgoApi;
import org.reland.cli.argo.Workflow;
import org.reland.cli.output.JsonOption;
import org.reland.cli.status.StatusMembers;
import org.reland.cli.status.StatusText;
import org.reland.cli.status.WorkflowTable;
import org.reland.kit.error.UsageException;
import org.reland.workflows.argo.TemplateNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reland status}: how far the runs on the cluster are. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Shows the runs on the cluster, or one of them with its steps.",
    footer = {
      "",
      "Examples:",
      "  reland status",
      "  reland status reland-x7k2p --watch",
      "  reland status reland-x7k2p --json | jq -r '.nodes[] | select(.phase == \"Failed\") | .message'"
    })
public final class StatusCommand extends ClusterCommand {
  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "Workflow; default: a table of all.")
  private @Nullable String name;

  @Option(names = "--watch", description = "Shows it until it has ended.")
  private boolean watch;

  @Mixin private JsonOption json = new JsonOption();

  @Override
  int run(ArgoApi argo) throws InterruptedException {
    if (name == null) {
      if (watch) {
        throw new UsageException("--watch needs the NAME of a workflow");
      }
      table(argo);
      return 0;
    }
    if (watch) {
      if (json.chosen()) {
        throw new UsageException(
            "--watch draws, --json says it once: watch first (it ends as the workflow does), then ask");
      }
      return new Watching(argo).watch(name);
    }
    Workflow workflow = argo.workflow(name);
    if (json.chosen()) {
      JsonOption.print(StatusMembers.withNodes(workflow));
      return 0;
    }
    StatusText.lines(workflow, Instant.now()).forEach(System.out::println);
    Watching.hints(workflow).forEach(System.out::println);
    return 0;
  }

  private void table(ArgoApi argo) {
    List<Workflow> workflows = argo.workflows(TemplateNames.PART_OF + "=" + TemplateNames.RELAND);
    if (json.chosen()) {
      // No lambda: its parameter would load the Kubernetes client with every command.
      for (Workflow workflow : workflows) {
        JsonOption.print(StatusMembers.of(workflow));
      }
      return;
    }
    if (workflows.isEmpty()) {
      System.out.println(
          "no workflows of reland in namespace %s of %s"
              .formatted(argo.namespace(), argo.server()));
      return;
    }
    WorkflowTable.lines(workflows, Instant.now()).forEach(System.out::println);
  }
}
