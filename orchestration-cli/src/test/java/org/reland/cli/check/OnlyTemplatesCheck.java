package org.reland.cli.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.reland.cli.check.Kubectl.Result;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The component only-templates: operators run what was applied, in every way in which reland starts
 * and changes runs, and nothing of their own.
 */
final class OnlyTemplatesCheck {
  private static final String POLICY = "reland-only-templates";
  private static final Duration EFFECT = Duration.ofSeconds(20);

  /** Specifications of workflows. */
  private static final List<String> ALLOWED =
      List.of(
          "{workflowTemplateRef: {name: reland}}",
          "{workflowTemplateRef: {name: reland}, entrypoint: pool, suspend: true, arguments: {parameters: [{name: a, value: b}]}}",
          "{workflowTemplateRef: {name: reland}, serviceAccountName: reland-pipeline, synchronization: {mutexes: [{name: a}]}}");

  private static final String OWN =
      "{entrypoint: a, templates: [{name: a, container: {image: a}}]}";

  /** The same, and a word of the refusal. */
  private static final Map<String, String> REFUSED =
      new TreeMap<>(
          Map.of(
              OWN,
              "no templates of its own",
              "{workflowTemplateRef: {name: a}, templates: [{name: a, container: {image: a}}]}",
              "beside workflowTemplateRef",
              "{workflowTemplateRef: {name: a}, podSpecPatch: '{}'}",
              "beside workflowTemplateRef",
              "{workflowTemplateRef: {name: a}, artifactGC: {podSpecPatch: '{}'}}",
              "beside workflowTemplateRef",
              "{workflowTemplateRef: {name: a}, volumes: [{name: v, secret: {secretName: s}}]}",
              "beside workflowTemplateRef",
              "{workflowTemplateRef: {name: a}, onExit: b}",
              "beside workflowTemplateRef",
              "{workflowTemplateRef: {name: a, clusterScope: true}}",
              "no clusterScope",
              "{workflowTemplateRef: {name: a}, serviceAccountName: default}",
              "runs as reland-pipeline",
              "{workflowTemplateRef: {name: a}, arguments: {artifacts: [{name: a, http: {url: 'http://a'}}]}}",
              "parameters only"));

  private final Check check;
  private final Kubectl kubectl;
  private final String namespace;

  OnlyTemplatesCheck(Check check, Kubectl kubectl, String namespace) {
    this.check = check;
    this.kubectl = kubectl;
    this.namespace = namespace;
  }

  /**
   * Applies and tries it; the policy, which is the cluster's, is gone afterwards.
   *
   * @param manifests an overlay with the component, in the namespace
   */
  void run(String manifests) throws IOException, InterruptedException {
    String policy = POLICY + "-" + namespace;
    String all =
        manifests
            .replace("name: " + POLICY + "\n", "name: " + policy + "\n")
            .replace("policyName: " + POLICY + "\n", "policyName: " + policy + "\n");
    try {
      Result applied =
          kubectl.runWith(all, "apply", "--server-side", "--validate=strict", "-f", "-");
      check.that(applied.ok(), "with only-templates it is applied: " + applied.err());
      check.that(takesEffect(), "the policy takes effect");
      tried();
      running();
    } finally {
      kubectl.run("delete", "validatingadmissionpolicybinding", policy);
      kubectl.run("delete", "validatingadmissionpolicy", policy);
    }
  }

  /** The server takes up a policy within seconds. */
  private boolean takesEffect() throws IOException, InterruptedException {
    long end = System.nanoTime() + EFFECT.toNanos();
    while (System.nanoTime() < end) {
      if (!create(workflow(OWN), "--dry-run=server").ok()) {
        return true;
      }
      Thread.sleep(500);
    }
    return false;
  }

  private void tried() throws IOException, InterruptedException {
    for (String spec : ALLOWED) {
      Result workflow = create(workflow(spec), "--dry-run=server");
      check.that(workflow.ok(), spec + " may be run: " + workflow.err());
      Result cron = create(cron(spec), "--dry-run=server");
      check.that(cron.ok(), spec + " may be scheduled: " + cron.err());
    }
    for (Map.Entry<String, String> refused : REFUSED.entrySet()) {
      for (String text : List.of(workflow(refused.getKey()), cron(refused.getKey()))) {
        Result result = create(text, "--dry-run=server");
        check.that(
            !result.ok() && result.err().contains(refused.getValue()),
            "%s is refused for '%s': %s".formatted(text, refused.getValue(), result.err()));
      }
    }
    for (Path file : List.of(Path.of("workflow.yaml"), Path.of("cron/pool.yaml"))) {
      String text = Files.readString(ManifestsCheck.RENDERED.resolve(file));
      Result rendered = create(text, "--dry-run=server");
      check.that(rendered.ok(), file + " may be created: " + rendered.err());
    }
    String template =
        "apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata: {name: own}\nspec: %s\n"
            .formatted(OWN);
    check.that(!create(template, "--dry-run=server").ok(), "an operator brings no template");
  }

  /** What holds a run's template lies in its status, and is written with the same right. */
  private void running() throws IOException, InterruptedException {
    Result created = create(workflow(ALLOWED.getFirst()));
    check.that(created.ok(), "a run is created: " + created.err());
    changed("{spec: {suspend: true}}", true);
    changed("{spec: {shutdown: Stop}}", true);
    changed("{metadata: {labels: {a: b}}}", true);
    changed("{status: {phase: Running, nodes: {a: {id: a, name: a, type: Suspend}}}}", true);
    changed("{spec: {podSpecPatch: '{}'}}", false);
    changed("{status: {storedTemplates: {a: {name: a, container: {image: a}}}}}", false);
    changed("{status: {storedWorkflowTemplateSpec: %s}}".formatted(OWN), false);
    changed("{status: {nodes: {a: {outputs: {artifacts: [{name: a}]}}}}}", false);
  }

  private void changed(String patch, boolean may) throws IOException, InterruptedException {
    Result result = as("", "patch", "workflow", "tried", "--type=merge", "-p", json(patch));
    check.that(
        may ? result.ok() : result.err().contains(POLICY),
        "a run %s be changed by %s: %s".formatted(may ? "may" : "may not", patch, result.err()));
  }

  private static String json(String yaml) {
    return new JsonMapper().writeValueAsString(new YAMLMapper().readTree(yaml));
  }

  private static String workflow(String spec) {
    return "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: tried}\nspec: %s\n"
        .formatted(spec);
  }

  private static String cron(String spec) {
    return "apiVersion: argoproj.io/v1alpha1\nkind: CronWorkflow\nmetadata: {name: tried}\nspec: {schedules: ['0 0 * * *'], workflowSpec: %s}\n"
        .formatted(spec);
  }

  private Result create(String text, String... options) throws IOException, InterruptedException {
    return as(text, Kubectl.words(List.of(List.of("create", "-f", "-"), List.of(options))));
  }

  private Result as(String input, String... words) throws IOException, InterruptedException {
    String operator = "--as=system:serviceaccount:%s:reland-operator".formatted(namespace);
    return kubectl.runWith(
        input, Kubectl.words(List.of(List.of(words), List.of("-n", namespace, operator))));
  }
}
