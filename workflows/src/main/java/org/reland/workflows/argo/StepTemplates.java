package org.reland.workflows.argo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reland.kit.step.StepSpec;
import org.reland.workflows.argo.Manifests.Artifact;
import org.reland.workflows.argo.Manifests.Outputs;
import org.reland.workflows.argo.Manifests.Parameter;
import org.reland.workflows.argo.Manifests.Parameters;
import org.reland.workflows.argo.Manifests.SecretKey;
import org.reland.workflows.argo.Manifests.Source;
import org.reland.workflows.argo.Manifests.Template;
import org.reland.workflows.argo.Manifests.Variable;
import org.reland.workflows.configuration.ArgoSettings;

/**
 * The templates that tasks use: one for each step, and those of the CLI's commands before and after
 * them. What a run is goes through its folder in the store; through Argo go names, and the list of
 * workers that share out the shards of a step.
 */
final class StepTemplates {
  static final String PLAN = "plan";
  static final String FINISH = "finish";
  static final String END = "end";
  static final String WORKERS = "workers";

  /** Seconds that a command of the CLI may take: it reads and writes a few small files. */
  static final int COMMAND_DEADLINE = 1800;

  static final String IN_STORE = "in-store";

  private static final String RUN = Pods.STORE + "/runs/{{workflow.name}}";

  private final ArgoSettings settings;
  private final Pods pods;

  StepTemplates(ArgoSettings settings, Pods pods) {
    this.settings = settings;
    this.pods = pods;
  }

  /**
   * Writes down what the run is.
   *
   * @param configuration digest of the configuration that it has to find
   */
  Template plan(String configuration) {
    List<String> arguments = new ArrayList<>(List.of("--config", Pods.CONFIGURATION));
    if (!settings.dataClaim().isEmpty()) {
      arguments.addAll(List.of("--data", Pods.DATA));
    }
    arguments.addAll(
        List.of(
            "--settings",
            "{{workflow.parameters.%s}}".formatted(TemplateNames.SETTINGS),
            "--as-of",
            "{{workflow.parameters.%s}}".formatted(TemplateNames.AS_OF),
            "--rhythm",
            "{{inputs.parameters.rhythm}}",
            "--configuration",
            configuration,
            "--graph",
            "{{inputs.parameters.graph}}",
            "--store",
            Pods.STORE,
            "--name",
            "{{workflow.name}}",
            "--save"));
    var inputs = new Parameters(List.of(Parameter.input("rhythm"), Parameter.input("graph")));
    return pods.command(PLAN, arguments, List.of(), inputs, null);
  }

  /**
   * Of a step.
   *
   * @param counted the table whose parts the next step shares out; null where none does
   */
  Template of(StepSpec<?> spec, @Nullable String counted) {
    List<Parameter> inputs = new ArrayList<>(List.of(Parameter.input("node")));
    List<String> arguments = new ArrayList<>(List.of("{{inputs.parameters.node}}", "--run", RUN));
    if (spec.shardedBy().isPresent()) {
      inputs.add(Parameter.input("shard"));
      arguments.addAll(List.of("--shard", "{{inputs.parameters.shard}}"));
    }
    @Nullable Outputs outputs = null;
    if (counted != null) {
      arguments.addAll(
          List.of("--workers", counted + "=" + settings.workers() + ":" + Pods.OUTPUT));
      outputs = new Outputs(List.of(Parameter.fromFile(WORKERS, Pods.OUTPUT)), null);
    }
    return pods.step(spec, arguments, new Parameters(inputs), outputs);
  }

  /** Sums the run up. */
  Template finish() {
    @Nullable Outputs outputs =
        settings.artifacts()
            ? new Outputs(
                null,
                List.of(
                    Artifact.plain("report", RUN + "/report.html"),
                    Artifact.plain("summary", RUN + "/summary.json")))
            : null;
    return pods.command(FINISH, List.of("--run", RUN), List.of(), null, outputs);
  }

  /**
   * Runs a command that looks into the store; its words are a JSON list, and no shell sees them.
   */
  Template inStore() {
    String words = "{{workflow.parameters.%s}}".formatted(TemplateNames.WORDS);
    return pods.command(IN_STORE, List.of(words, "--store", Pods.STORE), List.of(), null, null)
        .once();
  }

  /**
   * Tells the world how the run ended. Argo's list of failures is JSON in JSON, so it goes through
   * a variable of the environment and through no shell.
   */
  Template end() {
    List<Variable> environment = new ArrayList<>();
    environment.add(new Variable("RELAND_FAILURES", "{{workflow.failures}}", null));
    List<String> arguments =
        new ArrayList<>(List.of("--run", RUN, "--status", "{{workflow.status}}"));
    if (!settings.webhookSecret().isEmpty()) {
      // Without it the pod could not start, and a handler that fails makes a good run bad.
      var key = new SecretKey(settings.webhookSecret(), "webhook-url", true);
      environment.add(new Variable("RELAND_WEBHOOK_URL", null, new Source(key)));
      arguments.add("--webhook");
    }
    return pods.command(END, arguments, environment, null, null);
  }
}
