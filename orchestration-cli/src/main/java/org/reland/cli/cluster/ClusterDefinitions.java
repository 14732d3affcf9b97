package org.reland.cli.cluster;

import org.reland.cli.argo.ApiException;
import org.reland.cli.argo.Argo;
import org.reland.cli.argo.ArgoApi;
import org.reland.cli.argo.KubernetesApi;
import org.reland.cli.argo.KubernetesReads;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.error.UsageException;
import tools.jackson.databind.JsonNode;

/** What Argo's resources may hold on a cluster; changes nothing and takes no right of its own. */
public final class ClusterDefinitions {
  private static final String ELSE =
      "name Argo's own with --schema (api/jsonschema/schema.json of its release)";

  private ClusterDefinitions() {}

  /**
   * As OpenAPI.
   *
   * @throws ConfigurationException where it has none, or only minimal ones that allow everything
   * @throws UsageException by way of Argo Server, which does not show them
   */
  public static JsonNode of(ClusterOptions cluster) {
    try (ArgoApi argo = cluster.connect()) {
      if (!(argo instanceof KubernetesApi kubernetes)) {
        throw new UsageException(
            "Argo Server does not show the definitions: give a kubeconfig, or " + ELSE);
      }
      try {
        JsonNode openApi =
            kubernetes.reads().argoOpenApi().orElseThrow(() -> none(argo, "it serves no"));
        if (!KubernetesReads.isFull(openApi)) {
          throw none(argo, "it has the minimal definitions, which allow everything, of");
        }
        return openApi;
      } catch (ApiException e) {
        throw ApiErrors.userError(e, argo);
      }
    }
  }

  private static ConfigurationException none(ArgoApi argo, String why) {
    return new ConfigurationException(
        "%s: %s %s: %s".formatted(argo.server(), why, Argo.API_VERSION, ELSE));
  }
}
