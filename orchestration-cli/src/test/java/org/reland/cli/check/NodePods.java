package org.reland.cli.check;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.reland.kit.error.ConfigurationException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Pods of a rendered workflow's templates on a real node: image, command, resources, security and
 * volumes as they are rendered, without Argo's own containers. A file that Argo would hand on is
 * read as the container's termination message.
 */
final class NodePods {
  private static final int MINUTES = 5;

  private final JsonMapper json = new JsonMapper();
  private final KubernetesClient client;
  private final JsonNode spec;
  private int count;

  /**
   * For the templates of a workflow.
   *
   * @param client whose namespace the pods run in
   * @param spec of the WorkflowTemplate
   */
  NodePods(KubernetesClient client, JsonNode spec) {
    this.client = client;
    this.spec = spec;
  }

  /**
   * How a container ended.
   *
   * @param handedOn content of the output file; empty where it has none
   */
  record End(String pod, int code, String reason, String handedOn, String log) {}

  JsonNode template(String name) {
    return spec.path("templates")
        .valueStream()
        .filter(template -> template.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Creates the pod of a task.
   *
   * @param tags values of what stands in {@code {{}}}
   * @param change of the pod, for what a template does not do
   * @return its name
   */
  String start(
      String task, JsonNode template, Map<String, String> tags, Consumer<ObjectNode> change) {
    String name = "%s-%d".formatted(task, count++);
    ObjectNode pod = json.createObjectNode();
    pod.put("apiVersion", "v1").put("kind", "Pod");
    pod.putObject("metadata").put("name", name);
    ObjectNode body = pod.putObject("spec");
    body.put("restartPolicy", "Never");
    body.put("automountServiceAccountToken", false);
    for (String part : new String[] {"serviceAccountName", "securityContext", "volumes"}) {
      body.set(part, spec.path(part).deepCopy());
    }
    ObjectNode container = template.path("container").deepCopy().asObject();
    container.put("name", "main");
    JsonNode output = template.path("outputs").path("parameters").path(0).path("valueFrom");
    if (output.has("path")) {
      container.set("terminationMessagePath", output.path("path"));
    }
    body.putArray("containers").add(container);
    change.accept(body);
    String text = json.writeValueAsString(pod);
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      String value = json.writeValueAsString(tag.getValue());
      text = text.replace("{{" + tag.getKey() + "}}", value.substring(1, value.length() - 1));
    }
    client.resource(Serialization.unmarshal(text, Pod.class)).create();
    return name;
  }

  /**
   * Waits for the end of a pod.
   *
   * @throws ConfigurationException where it cannot start: the node lacks the image, for instance
   */
  End await(String name) {
    Pod pod =
        client
            .pods()
            .withName(name)
            .waitUntilCondition(
                p -> p != null && (ended(p).isPresent() || stuck(p).isPresent()),
                MINUTES,
                TimeUnit.MINUTES);
    stuck(pod)
        .ifPresent(
            why -> {
              throw new ConfigurationException("pod %s cannot start: %s".formatted(name, why));
            });
    ContainerStateTerminated end = ended(pod).orElseThrow();
    return new End(
        name,
        end.getExitCode(),
        String.valueOf(end.getReason()),
        end.getMessage() == null ? "" : end.getMessage(),
        client.pods().withName(name).getLog());
  }

  private static Optional<ContainerStateTerminated> ended(Pod pod) {
    return pod.getStatus().getContainerStatuses().stream()
        .map(status -> status.getState().getTerminated())
        .filter(terminated -> terminated != null)
        .findFirst();
  }

  private static Optional<String> stuck(Pod pod) {
    return pod.getStatus().getContainerStatuses().stream()
        .map(ContainerStatus::getState)
        .filter(state -> state.getWaiting() != null)
        .map(state -> state.getWaiting())
        .filter(waiting -> waiting.getReason().matches(".*(Image|Error|BackOff).*"))
        .map(waiting -> waiting.getReason() + ": " + waiting.getMessage())
        .findFirst();
  }
}
