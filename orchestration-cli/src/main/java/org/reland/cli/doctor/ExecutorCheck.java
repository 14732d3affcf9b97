package org.reland.cli.doctor;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** That the containers which Argo adds to every pod may be in a namespace with restricted pods. */
final class ExecutorCheck implements ClusterCheck {
  private static final String MAP = "workflow-controller-configmap";
  private static final String REMEDY =
      "kubectl apply --server-side --field-manager=reland -k manifests/argo";

  @Override
  public String subject() {
    return "executor";
  }

  @Override
  public List<Finding> look(Installation installation) {
    if (!NamespaceCheck.level(installation).equals("restricted")) {
      return List.of(Finding.good("the namespace asks nothing of Argo's own containers"));
    }
    String namespace = installation.argoNamespace();
    String executor =
        installation
            .cluster()
            .get("/api/v1/namespaces/%s/configmaps/%s".formatted(namespace, MAP))
            .map(map -> map.path("data").path("executor").asString(""))
            .orElse("");
    JsonNode security = new YAMLMapper().readTree(executor).path("securityContext");
    // User and seccomp profile are the pod's, which the template sets.
    boolean restricted =
        !security.path("allowPrivilegeEscalation").asBoolean(true)
            && security.path("capabilities").path("drop").toString().contains("ALL");
    return List.of(
        restricted
            ? Finding.good("Argo's own containers fit the restricted profile")
            : Finding.wrong(
                "%s in namespace %s does not say that Argo's own containers (init, wait) are restricted: every pod would be refused"
                    .formatted(MAP, namespace),
                REMEDY));
  }
}
