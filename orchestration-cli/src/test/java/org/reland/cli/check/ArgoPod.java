package org.reland.cli.check;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The pod that Argo's controller makes of a template: the container main with the template's patch,
 * and the executor's containers init and wait with the settings of the controller's configuration.
 * Definition: Argo Workflows 4.1, workflow/controller/workflowpod.go.
 */
final class ArgoPod {
  private static final String EXECUTOR = "quay.io/argoproj/argoexec:v4.1.2";
  private static final Pattern MEMORY =
      Pattern.compile("\\{\\{=sprig\\.mul\\((\\d+), asInt\\(retries\\) \\+ 1\\)}}");

  private final YAMLMapper yaml = new YAMLMapper();
  private final JsonNode workflow;
  private final JsonNode executor;

  /**
   * With what all pods have in common.
   *
   * @param workflow spec of the WorkflowTemplate
   * @param executor what the controller's configuration says of the executor's containers
   */
  ArgoPod(JsonNode workflow, JsonNode executor) {
    this.workflow = workflow;
    this.executor = executor;
  }

  /**
   * Of a template.
   *
   * @param attempt counted from 0; each gets more memory
   */
  ObjectNode of(JsonNode template, int attempt) {
    ObjectNode pod = yaml.createObjectNode();
    pod.put("apiVersion", "v1").put("kind", "Pod");
    ObjectNode metadata = pod.putObject("metadata");
    metadata.put("name", "reland-" + template.path("name").asString() + "-" + attempt);
    metadata.set("labels", workflow.path("podMetadata").path("labels").deepCopy());
    ObjectNode spec = pod.putObject("spec");
    spec.put("restartPolicy", "Never");
    spec.set("serviceAccountName", workflow.path("serviceAccountName"));
    spec.set("securityContext", workflow.path("securityContext").deepCopy());
    for (String field : List.of("activeDeadlineSeconds", "nodeSelector", "tolerations")) {
      if (template.has(field)) {
        spec.set(field, template.path(field).deepCopy());
      }
    }
    ArrayNode volumes = spec.putArray("volumes");
    volumes.addObject().put("name", "var-run-argo").putObject("emptyDir");
    volumes.addObject().put("name", "tmp-dir-argo").putObject("emptyDir");
    volumes.addAll(workflow.path("volumes").deepCopy().valueStream().toList());
    spec.putArray("initContainers").add(executor("init"));
    spec.putArray("containers").add(executor("wait")).add(main(template, attempt));
    return pod;
  }

  private ObjectNode executor(String name) {
    ObjectNode container = yaml.createObjectNode();
    container.put("name", name).put("image", EXECUTOR);
    container.putArray("command").add("argoexec").add(name);
    executor.properties().forEach(entry -> container.set(entry.getKey(), entry.getValue()));
    container
        .putArray("volumeMounts")
        .addObject()
        .put("name", "var-run-argo")
        .put("mountPath", "/var/run/argo");
    return container;
  }

  private ObjectNode main(JsonNode template, int attempt) {
    ObjectNode container = (ObjectNode) template.path("container").deepCopy();
    container.put("name", "main");
    container
        .withArray("volumeMounts")
        .addObject()
        .put("name", "var-run-argo")
        .put("mountPath", "/var/run/argo");
    String patch =
        MEMORY
            .matcher(template.path("podSpecPatch").asString(""))
            .replaceAll(found -> Long.parseLong(found.group(1)) * (attempt + 1) + "");
    for (JsonNode patched : yaml.readTree(patch).path("containers")) {
      for (String kind : List.of("requests", "limits")) {
        ObjectNode resources = container.withObject("/resources/" + kind);
        patched
            .path("resources")
            .path(kind)
            .properties()
            .forEach(entry -> resources.set(entry.getKey(), entry.getValue()));
      }
    }
    return container;
  }

  /** A container of such a pod. */
  static ObjectNode container(JsonNode pod, String name) {
    JsonNode spec = pod.path("spec");
    return Stream.concat(
            spec.path("initContainers").valueStream(), spec.path("containers").valueStream())
        .filter(container -> container.path("name").asString().equals(name))
        .map(ObjectNode.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
