package org.reland.workflows.argo;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reland.kit.step.Node;
import org.reland.kit.step.Steps;
import org.reland.kit.store.Digest;
import org.reland.workflows.argo.Manifests.Marks;
import org.reland.workflows.argo.Manifests.Metadata;
import org.reland.workflows.argo.Manifests.Parameter;
import org.reland.workflows.argo.Manifests.Parameters;
import org.reland.workflows.argo.Manifests.Reference;
import org.reland.workflows.argo.Manifests.Schedule;
import org.reland.workflows.argo.Manifests.Spec;
import org.reland.workflows.argo.Manifests.Strategy;
import org.reland.workflows.argo.Manifests.Submission;
import org.reland.workflows.argo.Manifests.Template;
import org.reland.workflows.argo.Manifests.Ttl;
import org.reland.workflows.configuration.ArgoSettings;
import org.reland.workflows.pipeline.Rhythm;

/**
 * Renders the pipeline for Argo: one WorkflowTemplate that can be entered at each {@link Rhythm}, a
 * Workflow that runs all of it, a CronWorkflow for each of the others, and the configuration that
 * they share.
 */
public final class WorkflowRenderer {
  /** Seconds that a scheduled run may begin late, when the controller was away. */
  private static final int LATE = 3600;

  /** Seconds for which what a command has answered can be read. */
  private static final int KEEP_ANSWER = 3600;

  private final ArgoSettings settings;
  private final Steps steps;
  private final Pods pods;
  private final StepTemplates templates;
  private final Map<Rhythm, List<Node>> nodes;

  /**
   * Of a pipeline.
   *
   * @param nodes those of every rhythm
   */
  public WorkflowRenderer(ArgoSettings settings, Steps steps, Map<Rhythm, List<Node>> nodes) {
    this.settings = settings;
    this.steps = steps;
    this.nodes = new EnumMap<>(nodes);
    this.pods = new Pods(settings);
    this.templates = new StepTemplates(settings, pods);
  }

  /** What the graph of these nodes is called in a template; a plan has to have the same. */
  public static String graph(List<Node> nodes) {
    return DagRenderer.graph(nodes);
  }

  /** What the content of a configuration file is called in a template. */
  public static String configurationDigest(String content) {
    return Digest.of(content).substring(0, 12);
  }

  /**
   * The files, by name; the order is the one in which they have to be applied, as a CronWorkflow
   * that comes before its template is not looked at again. They are in a folder of their own, so
   * that who applies the template schedules nothing yet.
   *
   * @param runConfiguration content of the configuration file
   * @param changes of it, {@code section.key=value}, that every run starts from
   */
  public Map<String, String> files(String runConfiguration, List<String> changes) {
    String configuration = configurationDigest(runConfiguration);
    Map<String, String> labels = new TreeMap<>(labels());
    labels.put(TemplateNames.CONFIGURATION, configuration);
    Map<String, String> files = new LinkedHashMap<>();
    files.put("config-map.yaml", Yaml.of(configMap(runConfiguration, labels)));
    files.put(
        "workflow-template.yaml",
        Yaml.of(template(labels, configuration, String.join("\n", changes))));
    files.put("store-template.yaml", Yaml.of(storeTemplate()));
    files.put("workflow.yaml", Yaml.of(workflow()));
    files.put("cron/encoder.yaml", Yaml.of(cron(Rhythm.ENCODER, settings.encoderSchedule())));
    files.put("cron/pool.yaml", Yaml.of(cron(Rhythm.POOL, settings.poolSchedule())));
    files.put("cron/matches.yaml", Yaml.of(cron(Rhythm.MATCHES, settings.matchesSchedule())));
    return files;
  }

  private Manifests.ConfigMap configMap(String runConfiguration, Map<String, String> labels) {
    return new Manifests.ConfigMap(
        "v1",
        "ConfigMap",
        new Metadata(settings.configuration(), null, labels),
        Map.of("run.yaml", runConfiguration));
  }

  private Manifests.Workflow workflow() {
    return new Manifests.Workflow(
        Manifests.ARGO,
        "Workflow",
        new Metadata(null, settings.name() + "-", labels(Rhythm.PIPELINE)),
        new Submission(null, null, new Reference(settings.name())));
  }

  private Manifests.CronWorkflow cron(Rhythm rhythm, String schedule) {
    @Nullable Parameters arguments =
        settings.asOfSchedule()
            ? new Parameters(
                List.of(Parameter.of(TemplateNames.AS_OF, "{{workflow.scheduledTime}}")))
            : null;
    var run = new Submission(rhythm.id(), arguments, new Reference(settings.name()));
    return new Manifests.CronWorkflow(
        Manifests.ARGO,
        "CronWorkflow",
        new Metadata(settings.name() + "-" + rhythm.id(), null, labels(rhythm)),
        new Schedule(
            List.of(schedule),
            settings.timezone(),
            LATE,
            "Forbid",
            3,
            5,
            new Marks(labels(rhythm), null),
            run));
  }

  private Manifests.WorkflowTemplate template(
      Map<String, String> labels, String configuration, String changes) {
    @Nullable Map<String, String> annotations =
        settings.revision().isEmpty() ? null : Map.of(TemplateNames.COMMIT, settings.revision());
    var spec =
        new Spec(
            Rhythm.PIPELINE.id(),
            StepTemplates.END,
            new Parameters(
                List.of(
                    Parameter.of(TemplateNames.SETTINGS, changes),
                    Parameter.of(TemplateNames.AS_OF, ""))),
            settings.serviceAccount(),
            settings.runDeadlineSeconds(),
            settings.parallelism(),
            new Strategy("OnWorkflowSuccess", null),
            new Ttl(settings.keepSucceededSeconds(), settings.keepFailedSeconds()),
            new Marks(labels, annotations),
            new Marks(labels(), null),
            pods.security(),
            pods.volumes(),
            templates(configuration));
    return new Manifests.WorkflowTemplate(
        Manifests.ARGO, "WorkflowTemplate", new Metadata(settings.name(), null, labels), spec);
  }

  /** For commands that want the store and come from where it cannot be reached. */
  private Manifests.WorkflowTemplate storeTemplate() {
    var spec =
        new Spec(
            StepTemplates.IN_STORE,
            null,
            new Parameters(List.of(Parameter.of(TemplateNames.WORDS, "[\"refs\"]"))),
            settings.serviceAccount(),
            StepTemplates.COMMAND_DEADLINE,
            1,
            // Their answer is in the pods' logs.
            new Strategy("OnWorkflowCompletion", KEEP_ANSWER + "s"),
            new Ttl(KEEP_ANSWER, KEEP_ANSWER),
            new Marks(labels(), null),
            new Marks(labels(), null),
            pods.security(),
            pods.volumes(),
            List.of(templates.inStore()));
    return new Manifests.WorkflowTemplate(
        Manifests.ARGO,
        "WorkflowTemplate",
        new Metadata(TemplateNames.storeTemplate(settings.name()), null, labels()),
        spec);
  }

  private List<Template> templates(String configuration) {
    List<Template> all = new ArrayList<>();
    Map<String, Node> firstOf = new LinkedHashMap<>();
    Map<String, String> counted = new TreeMap<>();
    nodes.forEach(
        (rhythm, ofRhythm) -> {
          var dag = new DagRenderer(rhythm, ofRhythm, steps);
          all.add(dag.template());
          ofRhythm.forEach(node -> firstOf.putIfAbsent(node.step(), node));
          dag.roots().forEach(root -> counted.put(root.task(), root.table()));
        });
    all.add(templates.plan(configuration));
    firstOf
        .values()
        .forEach(
            node -> all.add(templates.of(steps.get(node.step()).spec(), counted.get(node.name()))));
    all.add(templates.finish());
    all.add(templates.end());
    return all;
  }

  private static Map<String, String> labels() {
    return Map.of(TemplateNames.PART_OF, TemplateNames.RELAND);
  }

  private static Map<String, String> labels(Rhythm rhythm) {
    Map<String, String> labels = new TreeMap<>(labels());
    labels.put(TemplateNames.RHYTHM, rhythm.id());
    return labels;
  }
}
