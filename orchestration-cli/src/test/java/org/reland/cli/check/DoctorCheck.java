package org.reland.cli.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.reland.cli.argo.ApiException;
import org.reland.cli.argo.KubernetesApi;
import org.reland.cli.argo.KubernetesCluster;
import org.reland.cli.check.Kubectl.Result;
import org.reland.cli.doctor.Doctor;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * {@code reland doctor} on a namespace where everything is as it should be, and then after one
 * thing more was spoilt each time. What controllers would write is written here, so it is left out
 * where there are controllers.
 */
final class DoctorCheck {
  private static final int WRONG = 78;
  private static final int FORBIDDEN = 403;

  private static final String CONTROLLER =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: workflow-controller}
      spec:
        selector: {matchLabels: {app: workflow-controller}}
        template:
          metadata: {labels: {app: workflow-controller}}
          spec: {containers: [{name: workflow-controller, image: "workflow-controller:v4.1.2"}]}
      """;

  private final TreeSet<String> spoilt = new TreeSet<>();
  private final Check check;
  private final Kubectl kubectl;
  private final String namespace;
  private final Path folder;

  DoctorCheck(Check check, Kubectl kubectl, String namespace, Path folder) {
    this.check = check;
    this.kubectl = kubectl;
    this.namespace = namespace;
    this.folder = folder;
  }

  void run() throws IOException, InterruptedException {
    if (kubectl.run("get", "serviceaccount", "default", "-n", namespace).ok()) {
      System.out.println("controllers are at work here: reland doctor is not tried");
      return;
    }
    well();
    finds(Optional.empty(), 0, "ok     controller", "ok     secrets", "ok     executor");
    finds(account("reland-operator"), 0, "apply, submit", "?      secrets", "?      executor");
    finds(account("reland-viewer"), 0, "note   your rights", "?      pods' account");
    stranger();

    spoil("secrets", "delete", "secret", "reland-secrets");
    spoil("configuration", patch("configmap", "reland-run", "{data: {run.yaml: 'a: 1'}}"));
    spoil("locks", patch("configmap", "reland-locks", "{data: {gpu: '0'}}"));
    spoil("claims", "delete", "pvc", "reland-data", "--wait=false");
    spoil("pods' account", "delete", "rolebinding", "reland-pipeline");
    spoil("pods' account", "delete", "serviceaccount", "reland-pipeline");
    String root = "{data: {executor: 'securityContext: {runAsNonRoot: true}'}}";
    spoil("executor", patch("configmap", "workflow-controller-configmap", root));
    String broken = "{data: {executor: 'securityContext: {'}}";
    spoil("executor", patch("configmap", "workflow-controller-configmap", broken));
    spoil("controller", status("deployment", "workflow-controller", "{readyReplicas: 0}"));
    spoil("template", "delete", "workflowtemplate", "reland");
  }

  /** All that is needed, the marks of controllers included. */
  private void well() throws IOException, InterruptedException {
    for (Map.Entry<String, String> file : EverythingOn.files().entrySet()) {
      if (!file.getKey().equals("workflow.yaml")) {
        does(file.getValue(), "apply", "--server-side", "-f", "-");
      }
    }
    does(
        "", "annotate", "cronworkflows", "--all", "cronworkflows.argoproj.io/last-used-schedule=x");
    does("", "create", "secret", "generic", "reland-secrets", "--from-literal=webhook-url=x");
    String config =
        Files.readString(ManifestsCheck.MANIFESTS.resolve("argo/controller-config.yaml"));
    does(config.replace("namespace: argo", ""), "apply", "--server-side", "-f", "-");
    does(CONTROLLER, "create", "-f", "-");
    does("", status("deployment", "workflow-controller", "{replicas: 1, readyReplicas: 1}"));
    for (String claim : new String[] {"reland-store", "reland-data"}) {
      does("", status("pvc", claim, "{phase: Bound}"));
    }
  }

  private static String[] status(String kind, String name, String status) {
    String[] patch = patch(kind, name, "{status: %s}".formatted(status));
    String[] all = Arrays.copyOf(patch, patch.length + 1);
    all[patch.length] = "--subresource=status";
    return all;
  }

  /** A merge patch that is given as YAML. */
  private static String[] patch(String kind, String name, String change) {
    String json = new JsonMapper().writeValueAsString(new YAMLMapper().readTree(change));
    return new String[] {"patch", kind, name, "--type=merge", "-p", json};
  }

  private void does(String input, String... command) throws IOException, InterruptedException {
    String[] all = Arrays.copyOf(command, command.length + 2);
    all[command.length] = "-n";
    all[command.length + 1] = namespace;
    Result result = kubectl.runWith(input, all);
    check.that(result.ok(), String.join(" ", command) + ": " + result.err());
  }

  private void spoil(String subject, String... command) throws IOException, InterruptedException {
    does("", command);
    if (subject.equals("template")) {
      spoilt.clear(); // nothing is known any more of what it refers to
      spoilt.add("controller");
      spoilt.add("executor");
      spoilt.add("pods' account");
    }
    spoilt.add(subject);
    String out = examine(Optional.empty(), WRONG);
    var found = new TreeSet<String>();
    out.lines()
        .filter(line -> line.startsWith("WRONG"))
        .forEach(line -> found.add(line.substring(7, 21).strip()));
    check.that(found.equals(spoilt), "spoilt %s, found %s:%n%s".formatted(spoilt, found, out));
  }

  private void finds(Optional<Path> kubeconfig, int exit, String... texts) {
    String out = examine(kubeconfig, exit);
    for (String text : texts) {
      check.that(out.contains(text), "'%s' in:%n%s".formatted(text, out));
    }
  }

  private String examine(Optional<Path> kubeconfig, int exit) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var client =
        KubernetesCluster.client(kubeconfig, Optional.empty(), Optional.of(namespace))) {
      var doctor = new Doctor(new PrintStream(bytes, true, StandardCharsets.UTF_8));
      int code =
          doctor.examine(new KubernetesApi(client).reads(), "reland", namespace, Optional.empty());
      String out = bytes.toString(StandardCharsets.UTF_8);
      check.that(code == exit, "the doctor ends with %d, not %d:%n%s".formatted(exit, code, out));
      return out;
    }
  }

  /** Whoever may nothing at all is told so at once. */
  private void stranger() throws IOException, InterruptedException {
    does("", "create", "serviceaccount", "stranger");
    try {
      examine(account("stranger"), 0);
      check.that(false, "a stranger is refused");
    } catch (ApiException e) {
      check.that(e.status() == FORBIDDEN, "a stranger is refused: " + e.getMessage());
    }
  }

  /** A kubeconfig with a token of an account. */
  private Optional<Path> account(String name) throws IOException, InterruptedException {
    String token = kubectl.run("create", "token", name, "-n", namespace).out().strip();
    Path file = folder.resolve(name + ".kubeconfig");
    Files.writeString(file, kubectl.run("config", "view", "--raw", "--flatten", "--minify").out());
    String config = "--kubeconfig=" + file;
    kubectl.run("config", config, "set-credentials", name, "--token=" + token);
    kubectl.run("config", config, "set-context", "--current", "--user=" + name);
    return Optional.of(file);
  }
}
