package org.reland.workflows.argo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reland.kit.step.Node;
import org.reland.kit.step.StepSpec;
import org.reland.kit.step.Steps;
import org.reland.workflows.argo.Manifests.Dag;
import org.reland.workflows.argo.Manifests.Metadata;
import org.reland.workflows.argo.Manifests.Parameter;
import org.reland.workflows.argo.Manifests.Parameters;
import org.reland.workflows.argo.Manifests.PodMetadata;
import org.reland.workflows.argo.Manifests.Spec;
import org.reland.workflows.argo.Manifests.Strategy;
import org.reland.workflows.argo.Manifests.Task;
import org.reland.workflows.argo.Manifests.Template;
import org.reland.workflows.argo.Manifests.Ttl;

/**
 * Renders the pipeline for Argo: a task for each node, a template for each step. The first task
 * writes down what the run is, the last one what it came to; between them nothing but the run's
 * folder is handed on, and the list of workers that share out the shards of a step.
 */
public final class WorkflowRenderer {
  private static final String PIPELINE = "pipeline";
  private static final String WORKERS = "workers";
  private static final String RUN = Pods.STORE + "/runs/{{workflow.name}}";

  private final ArgoSettings settings;
  private final Steps steps;
  private final List<Node> nodes;
  private final Pods pods;
  private final Dependencies dependencies;

  /** By node the table that it writes and another node shares out. */
  private final Map<String, String> sharedOut = new LinkedHashMap<>();

  public WorkflowRenderer(ArgoSettings settings, Steps steps, List<Node> nodes) {
    this.settings = settings;
    this.steps = steps;
    this.nodes = nodes;
    this.pods = new Pods(settings);
    this.dependencies = new Dependencies(nodes, steps);
    for (Node node : nodes) {
      spec(node)
          .shardedBy()
          .ifPresent(table -> sharedOut.put(writer(node, table.name()), table.name()));
    }
  }

  /** The files, by name. */
  public Map<String, String> files(String runConfiguration) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("config-map.yaml", Yaml.of(configMap(runConfiguration)));
    files.put("workflow-template.yaml", Yaml.of(template()));
    files.put("workflow.yaml", Yaml.of(workflow()));
    return files;
  }

  private Manifests.ConfigMap configMap(String runConfiguration) {
    return new Manifests.ConfigMap(
        "v1",
        "ConfigMap",
        new Metadata(settings.configMap(), null, labels()),
        Map.of("run.yaml", runConfiguration));
  }

  private Manifests.Workflow workflow() {
    return new Manifests.Workflow(
        Manifests.ARGO,
        "Workflow",
        new Metadata(null, settings.name() + "-", labels()),
        new Manifests.Submission(new Manifests.Reference(settings.name())));
  }

  private Manifests.WorkflowTemplate template() {
    var spec =
        new Spec(
            PIPELINE,
            settings.serviceAccount(),
            settings.runDeadlineSeconds(),
            settings.parallelism(),
            new Strategy("OnWorkflowSuccess"),
            new Ttl(settings.keepSucceededSeconds()),
            new PodMetadata(labels()),
            new PodMetadata(labels()),
            pods.security(),
            pods.volumes(),
            templates());
    return new Manifests.WorkflowTemplate(
        Manifests.ARGO, "WorkflowTemplate", new Metadata(settings.name(), null, labels()), spec);
  }

  private static Map<String, String> labels() {
    return Map.of("app.kubernetes.io/part-of", "reland");
  }

  private List<Template> templates() {
    List<Template> templates = new ArrayList<>();
    templates.add(dag());
    templates.add(
        pods.command(
            "plan",
            List.of(
                "--config",
                Pods.CONFIGURATION,
                "--data",
                Pods.DATA,
                "--store",
                Pods.STORE,
                "--name",
                "{{workflow.name}}",
                "--save")));
    Map<String, Node> firstOf = new LinkedHashMap<>();
    nodes.forEach(node -> firstOf.putIfAbsent(node.step(), node));
    firstOf.values().forEach(node -> templates.add(stepTemplate(node)));
    templates.add(pods.command("finish", List.of("--run", RUN)));
    return templates;
  }

  private Template stepTemplate(Node node) {
    StepSpec<?> spec = spec(node);
    List<Parameter> inputs = new ArrayList<>(List.of(Parameter.input("node")));
    List<String> arguments = new ArrayList<>(List.of("{{inputs.parameters.node}}", "--run", RUN));
    if (spec.shardedBy().isPresent()) {
      inputs.add(Parameter.input("shard"));
      arguments.addAll(List.of("--shard", "{{inputs.parameters.shard}}"));
    }
    @Nullable Parameters outputs = null;
    String table = sharedOut.get(node.name());
    if (table != null) {
      arguments.addAll(
          List.of("--workers", "%s=%d:%s".formatted(table, settings.workers(), Pods.OUTPUT)));
      outputs = new Parameters(List.of(Parameter.fromFile(WORKERS, Pods.OUTPUT)));
    }
    return pods.step(spec, arguments, new Parameters(inputs), outputs);
  }

  /** One diverged cell must not stop the others, so a failure stops nothing but what needs it. */
  private Template dag() {
    List<Task> tasks = new ArrayList<>();
    tasks.add(new Task("plan", "plan", null, null, null));
    for (Node node : nodes) {
      tasks.add(task(node));
    }
    String last = nodes.getLast().name();
    tasks.add(new Task("finish", "finish", Dependencies.ended(last), null, null));
    return new Template(PIPELINE, null, null, new Dag(false, tasks), null, null, null, null);
  }

  private Task task(Node node) {
    StepSpec<?> spec = spec(node);
    List<Parameter> arguments = new ArrayList<>(List.of(Parameter.of("node", node.name())));
    Optional<String> workers =
        spec.shardedBy()
            .map(
                table ->
                    "{{tasks.%s.outputs.parameters.%s}}"
                        .formatted(writer(node, table.name()), WORKERS));
    if (workers.isPresent()) {
      arguments.add(Parameter.of("shard", "{{item.shard}}"));
    }
    return new Task(
        node.name(),
        node.step(),
        dependencies.of(node),
        new Parameters(arguments),
        workers.orElse(null));
  }

  private StepSpec<?> spec(Node node) {
    return steps.get(node.step()).spec();
  }

  private static String writer(Node node, String table) {
    return node.inputs().get(table).getFirst();
  }
}
