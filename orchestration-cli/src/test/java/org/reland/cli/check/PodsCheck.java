package org.reland.cli.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.reland.cli.check.Kubectl.Result;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The pods of the rendered workflows in a namespace with restricted pod security and a quota. */
final class PodsCheck {
  private static final int LAST_ATTEMPT = 2;

  /** Changes of a good pod, and the word in the refusal that tells them. */
  private static final Map<String, String> BROKEN =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("{spec: {securityContext: {runAsUser: 0}}}", "runAsUser=0"),
              Map.entry("{spec: {securityContext: {runAsNonRoot: null}}}", "runAsNonRoot"),
              Map.entry("{spec: {securityContext: {seccompProfile: null}}}", "seccompProfile"),
              Map.entry("{spec: {hostNetwork: true}}", "host namespaces"),
              Map.entry("{spec: {hostPID: true}}", "host namespaces"),
              Map.entry("{spec: {volumes: [{name: v, hostPath: {path: /}}]}}", "hostPath"),
              Map.entry("{main: {securityContext: {privileged: true}}}", "privileged"),
              Map.entry(
                  "{main: {securityContext: {allowPrivilegeEscalation: null}}}",
                  "allowPrivilegeEscalation"),
              Map.entry(
                  "{main: {securityContext: {capabilities: {add: [SYS_ADMIN]}}}}",
                  "unrestricted capabilities"),
              Map.entry(
                  "{main: {securityContext: {capabilities: null}}}", "unrestricted capabilities"),
              Map.entry("{main: {ports: [{containerPort: 80, hostPort: 80}]}}", "hostPort"),
              Map.entry("{executor: {securityContext: null}}", "\"init\", \"wait\""),
              Map.entry("{main: {resources: {limits: {memory: 900Gi}}}}", "exceeded quota"),
              Map.entry(
                  "{main: {resources: {requests: {cpu: 900}, limits: {cpu: 900}}}}",
                  "exceeded quota")));

  private final YAMLMapper yaml = new YAMLMapper();
  private final Check check;
  private final Kubectl kubectl;
  private final String namespace;

  PodsCheck(Check check, Kubectl kubectl, String namespace) {
    this.check = check;
    this.kubectl = kubectl;
    this.namespace = namespace;
  }

  void run() throws IOException, InterruptedException {
    JsonNode executor = executor();
    JsonNode shop =
        spec(Files.readString(ManifestsCheck.RENDERED.resolve("workflow-template.yaml")));
    all(shop, executor, "the shop");
    String everything = EverythingOn.files().get("workflow-template.yaml");
    all(spec(String.valueOf(everything)), executor, "a workflow that uses everything");
    Path tasks = ManifestsCheck.MANIFESTS.resolve("tasks");
    Path visit = ManifestsCheck.RENDERED.resolve("store-template.yaml");
    all(spec(Files.readString(visit)), executor, "the template that looks into the store");
    Result data = create(Files.readString(tasks.resolve("data-pod.yaml")));
    check.that(data.ok() && data.err().isEmpty(), "the pod that brings data: " + data.err());

    JsonNode first = templates(shop).getFirst();
    ObjectNode bare = (ObjectNode) executor.deepCopy();
    bare.remove("resources"); // then the namespace's defaults have to do
    Result defaults = create(yaml.writeValueAsString(new ArgoPod(shop, bare).of(first, 0)));
    check.that(defaults.ok(), "an executor without resources fits the quota: " + defaults.err());
    for (Map.Entry<String, String> broken : BROKEN.entrySet()) {
      ObjectNode pod = new ArgoPod(shop, executor).of(first, 0);
      change(pod, yaml.readTree(broken.getKey()));
      Result refused = create(yaml.writeValueAsString(pod));
      check.that(
          !refused.ok() && refused.err().contains(broken.getValue()),
          "%s is refused for %s: %s".formatted(broken.getKey(), broken.getValue(), refused.err()));
    }
  }

  private void all(JsonNode workflow, JsonNode executor, String what)
      throws IOException, InterruptedException {
    ArgoPod pods = new ArgoPod(workflow, executor);
    List<String> texts = new ArrayList<>();
    for (JsonNode template : templates(workflow)) {
      texts.add(yaml.writeValueAsString(pods.of(template, 0)));
      texts.add(yaml.writeValueAsString(pods.of(template, LAST_ATTEMPT)));
    }
    Result accepted = create(String.join("", texts));
    check.that(
        accepted.ok() && !texts.isEmpty() && accepted.out().lines().count() == texts.size(),
        "all %d pods of %s are accepted: %s".formatted(texts.size(), what, accepted.err()));
    check.that(accepted.err().isEmpty(), "without a warning: " + accepted.err());
  }

  private static List<JsonNode> templates(JsonNode workflow) {
    return workflow
        .path("templates")
        .valueStream()
        .filter(template -> template.has("container"))
        .toList();
  }

  private JsonNode executor() throws IOException {
    Path file = ManifestsCheck.MANIFESTS.resolve("argo/controller-config.yaml");
    JsonNode config = yaml.readTree(Files.readString(file));
    return yaml.readTree(config.path("data").path("executor").asString());
  }

  private JsonNode spec(String template) {
    return yaml.readTree(template).path("spec");
  }

  private static void change(ObjectNode pod, JsonNode change) {
    ObjectNode spec = (ObjectNode) pod.path("spec");
    merge(spec, change.path("spec"));
    merge(ArgoPod.container(pod, "main"), change.path("main"));
    merge(ArgoPod.container(pod, "wait"), change.path("executor"));
    merge(ArgoPod.container(pod, "init"), change.path("executor"));
  }

  /** Objects are merged, lists are added to, null removes. */
  private static void merge(ObjectNode into, JsonNode change) {
    for (Map.Entry<String, JsonNode> entry : change.properties()) {
      JsonNode old = into.path(entry.getKey());
      if (entry.getValue().isNull()) {
        into.remove(entry.getKey());
      } else if (old instanceof ObjectNode inner) {
        merge(inner, entry.getValue());
      } else if (old.isArray()) {
        into.withArray(entry.getKey()).addAll(entry.getValue().valueStream().toList());
      } else {
        into.set(entry.getKey(), entry.getValue());
      }
    }
  }

  private Result create(String text) throws IOException, InterruptedException {
    return kubectl.runWith(
        text, "create", "--dry-run=server", "--validate=strict", "-n", namespace, "-f", "-");
  }
}
