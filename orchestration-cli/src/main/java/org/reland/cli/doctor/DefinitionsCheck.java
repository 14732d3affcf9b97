package org.reland.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.reland.cli.argo.Argo;
import org.reland.cli.argo.KubernetesReads;
import tools.jackson.databind.JsonNode;

/**
 * Argo's resource definitions, as discovery shows them to everybody. In their minimal form the
 * server takes everything, misspelt fields too.
 */
final class DefinitionsCheck implements ClusterCheck {
  private static final List<String> RESOURCES =
      List.of("workflows", "workflowtemplates", "cronworkflows", "workflowtaskresults");
  private static final String API = "apis/" + Argo.API_VERSION;
  private static final String INSTALL =
      "install Argo Workflows 4.1, with kubectl apply --server-side: docs/cluster.md, step 1";

  @Override
  public String subject() {
    return "definitions";
  }

  @Override
  public List<Finding> look(Installation installation) {
    Set<String> served =
        installation
            .cluster()
            .get("/" + API)
            .map(
                list ->
                    list.path("resources")
                        .valueStream()
                        .map(resource -> resource.path("name").asString(""))
                        .collect(Collectors.toSet()))
            .orElse(Set.of());
    List<String> missing = new ArrayList<>(RESOURCES);
    missing.removeAll(served);
    if (!missing.isEmpty()) {
      return List.of(
          Finding.wrong("%s is not served: %s".formatted(Argo.API_VERSION, missing), INSTALL));
    }
    Optional<JsonNode> openApi = installation.cluster().argoOpenApi();
    if (openApi.isEmpty()) {
      return List.of(
          Finding.unknown(
              "%s is served, but the server does not say what is in it".formatted(Argo.API_VERSION),
              "right after an installation look again in a minute"));
    }
    return List.of(
        KubernetesReads.isFull(openApi.get())
            ? Finding.good("%s, full definitions".formatted(Argo.API_VERSION))
            : Finding.wrong(
                "Argo's definitions are the minimal ones: the server takes misspelt fields",
                INSTALL));
  }
}
