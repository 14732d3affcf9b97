package org.reland.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.reland.cli.argo.ApiException;
import tools.jackson.databind.JsonNode;

/**
 * A Deployment of Argo's controller, whatever an installer has called it, and the flags that it was
 * started with (workflow-controller --help).
 *
 * @param ready how many of its pods are
 */
record ControllerDeployment(String name, int ready, List<String> flags) {
  private static final String PROGRAM = "workflow-controller";
  private static final int FORBIDDEN = 403;

  /** Those of Argo's namespace; empty where they may not be seen. */
  static Optional<List<ControllerDeployment>> all(Installation installation) {
    String path = "/apis/apps/v1/namespaces/%s/deployments".formatted(installation.argoNamespace());
    try {
      return Optional.of(
          installation.cluster().get(path).map(ControllerDeployment::all).orElse(List.of()));
    } catch (ApiException e) {
      if (e.status() != FORBIDDEN) {
        throw e;
      }
      return Optional.empty();
    }
  }

  static List<ControllerDeployment> all(JsonNode deployments) {
    List<ControllerDeployment> all = new ArrayList<>();
    for (JsonNode deployment : deployments.path("items")) {
      for (JsonNode container :
          deployment.path("spec").path("template").path("spec").path("containers")) {
        if (isController(container)) {
          all.add(
              new ControllerDeployment(
                  deployment.path("metadata").path("name").asString(""),
                  deployment.path("status").path("readyReplicas").asInt(0),
                  flags(container)));
        }
      }
    }
    return all;
  }

  private static boolean isController(JsonNode container) {
    String image = container.path("image").asString("");
    return image.substring(image.lastIndexOf('/') + 1).startsWith(PROGRAM)
        || container.path("command").path(0).asString("").endsWith(PROGRAM);
  }

  /** Name and value apart, however they were written. */
  private static List<String> flags(JsonNode container) {
    return Stream.of("command", "args")
        .flatMap(list -> container.path(list).valueStream())
        .flatMap(word -> Stream.of(word.asString("").split("=", 2)))
        .toList();
  }

  private Optional<String> after(String flag) {
    int at = flags.indexOf(flag);
    return at >= 0 && at + 1 < flags.size() ? Optional.of(flags.get(at + 1)) : Optional.empty();
  }

  /** The one namespace that it serves; empty: all. */
  Optional<String> only(String own) {
    boolean one =
        flags.contains("--namespaced") && !after("--namespaced").equals(Optional.of("false"));
    return one ? Optional.of(after("--managed-namespace").orElse(own)) : Optional.empty();
  }

  boolean serves(String namespace, String own) {
    return only(own).map(namespace::equals).orElse(true);
  }

  /** The config map that it reads. */
  Optional<String> configMap() {
    return after("--configmap");
  }
}
