package org.reland.cli.doctor;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.reland.cli.argo.Argo;
import org.reland.cli.argo.KubernetesReads;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A pipeline on a cluster: its namespace, its template and Argo's own namespace. */
final class Installation {
  private static final String ARGO = "/apis/" + Argo.API_VERSION + "/namespaces/";

  private final KubernetesReads cluster;
  private final String template;
  private final String argoNamespace;
  private final Optional<String> configMap;
  private final JsonNode rendered;

  Installation(
      KubernetesReads cluster, String template, String argoNamespace, Optional<String> configMap) {
    this.cluster = cluster;
    this.template = template;
    this.argoNamespace = argoNamespace;
    this.configMap = configMap;
    this.rendered = read(cluster, template);
  }

  private static JsonNode read(KubernetesReads cluster, String template) {
    return cluster
        .get(ARGO + cluster.namespace() + "/workflowtemplates/" + template)
        .orElse(MissingNode.getInstance());
  }

  KubernetesReads cluster() {
    return cluster;
  }

  String namespace() {
    return cluster.namespace();
  }

  String template() {
    return template;
  }

  String argoNamespace() {
    return argoNamespace;
  }

  /** Of Argo's configuration, where somebody has named it. */
  Optional<String> configMap() {
    return configMap;
  }

  /** The template as it lies on the cluster; missing where it is not there. */
  JsonNode rendered() {
    return rendered;
  }

  /** Some of Argo's resources in the namespace. */
  List<JsonNode> argo(String resource) {
    return cluster
        .get(ARGO + namespace() + "/" + resource + "?limit=50")
        .map(list -> list.path("items").valueStream().toList())
        .orElse(List.of());
  }

  /** Of the core group, in the namespace. */
  Optional<JsonNode> core(String resource, String name) {
    return cluster.get(path(resource, name));
  }

  String path(String resource, String name) {
    return "/api/v1/namespaces/%s/%s/%s".formatted(namespace(), resource, name);
  }

  /** All that the template says under a key, wherever it stands, each once. */
  Set<JsonNode> all(String key) {
    return new LinkedHashSet<>(rendered.path("spec").findValues(key));
  }

  /** The account of the pods. */
  String account() {
    return rendered.path("spec").path("serviceAccountName").asString("reland-pipeline");
  }
}
