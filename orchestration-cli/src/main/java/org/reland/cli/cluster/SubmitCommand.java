package org.reland.cli.cluster;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reland.cli.argo.ArgoApi;
import org.reland.cli.argo.Workflow;
import org.reland.workflows.pipeline.Rhythm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reland submit}: a run on the cluster. */
@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    description = "Runs the pipeline, or a part of it, on the cluster.",
    footer = {
      "",
      "Examples:",
      "  reland submit --from workflows/argo/shop --watch     renders applied first",
      "  reland submit --rhythm matches",
      "  reland submit --set train.epochs=50 --name wider"
    })
public final class SubmitCommand extends ClusterCommand {
  @Option(
      names = "--rhythm",
      paramLabel = "RHYTHM",
      description = "What to run: pipeline (default), encoder, pool or matches.",
      defaultValue = "pipeline")
  private String rhythm = "pipeline";

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "section.key=value changes the run configuration, parameter=value a parameter of the template; may be repeated.")
  private List<String> values = List.of();

  @Option(
      names = "--template",
      paramLabel = "NAME",
      description = "WorkflowTemplate (default: ${DEFAULT-VALUE}).",
      defaultValue = "reland")
  private String template = "reland";

  @Option(names = "--name", description = "Of the workflow; default: the template's and a suffix.")
  private @Nullable String name;

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description = "Applies the rendered files of this folder first.")
  private @Nullable Path from;

  @Mixin private ForceOption force = new ForceOption();

  @Mixin private AfterStart after = new AfterStart();

  @Override
  int run(ArgoApi argo) throws IOException, InterruptedException {
    after.check();
    if (from != null) {
      PrintStream told = after.json() ? System.err : System.out;
      new Application(argo, force.force(), told).apply(List.of(from));
    }
    Workflow workflow = new Submission(Rhythm.of(rhythm).id(), values).of(argo.template(template));
    Creation creation = new Creation(argo);
    Workflow created =
        name == null ? creation.numbered(workflow, template) : creation.named(workflow, name);
    return after.started(argo, created.name(), "");
  }
}
