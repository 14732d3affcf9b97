package org.reland.cli.doctor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Argo's own configuration: a config map with a key for each setting, as in its release, or with
 * all of it under the one key {@code config}, as Helm's chart writes it. The controller refuses
 * both at a time.
 *
 * @param name of the config map
 * @param data its texts; empty where there is none
 */
record ControllerConfiguration(String name, Map<String, String> data) {
  private static final String STANDARD = "workflow-controller-configmap";
  private static final String ALL = "config";

  /** The one that was named, or that the controller says it reads, or the usual one. */
  static ControllerConfiguration read(Installation installation) {
    String name =
        installation
            .configMap()
            .or(
                () ->
                    ControllerDeployment.all(installation).orElse(List.of()).stream()
                        .flatMap(deployment -> deployment.configMap().stream())
                        .findFirst())
            .orElse(STANDARD);
    Optional<JsonNode> map =
        installation
            .cluster()
            .get(
                "/api/v1/namespaces/%s/configmaps/%s"
                    .formatted(installation.argoNamespace(), name));
    return of(name, map.orElse(MissingNode.getInstance()));
  }

  static ControllerConfiguration of(String name, JsonNode map) {
    return new ControllerConfiguration(
        name,
        map.path("data").properties().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asString(""))));
  }

  /** Whether everything stands under one key, beside which none may be added. */
  boolean whole() {
    return data.containsKey(ALL);
  }

  /** Whether the controller refuses to read it. */
  boolean mixed() {
    return whole() && data.size() > 1;
  }

  /**
   * A setting; missing where it is not set.
   *
   * @throws JacksonException where its text is no YAML
   */
  JsonNode setting(String key) {
    var yaml = new YAMLMapper();
    return whole()
        ? yaml.readTree(data.getOrDefault(ALL, "")).path(key)
        : yaml.readTree(data.getOrDefault(key, ""));
  }
}
