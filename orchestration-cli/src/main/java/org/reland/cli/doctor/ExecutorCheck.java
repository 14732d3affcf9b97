package org.reland.cli.doctor;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** That the containers which Argo adds to every pod may be in a namespace with restricted pods. */
final class ExecutorCheck implements ClusterCheck {
  private static final String APPLY =
      "kubectl apply --server-side --field-manager=reland -k manifests/argo";
  private static final String CHART =
      "it is a chart's: set executor.securityContext in its values, docs/cluster.md, step 1";

  @Override
  public String subject() {
    return "executor";
  }

  @Override
  public List<Finding> look(Installation installation) {
    if (!NamespaceCheck.level(installation).equals("restricted")) {
      return List.of(Finding.good("the namespace asks nothing of Argo's own containers"));
    }
    return List.of(look(ControllerConfiguration.read(installation), installation.argoNamespace()));
  }

  static Finding look(ControllerConfiguration configuration, String namespace) {
    String map = "%s in namespace %s".formatted(configuration.name(), namespace);
    if (configuration.mixed()) {
      return Finding.wrong(
          map + " has the key config and others beside it, which Argo's controller refuses",
          "kubectl edit configmap -n %s %s: leave config, and in it what the others say"
              .formatted(namespace, configuration.name()));
    }
    String remedy = configuration.whole() ? CHART : APPLY;
    try {
      JsonNode security = configuration.setting("executor").path("securityContext");
      // User and seccomp profile are the pod's, which the template sets.
      boolean restricted =
          !security.path("allowPrivilegeEscalation").asBoolean(true)
              && security.path("capabilities").path("drop").toString().contains("ALL");
      return restricted
          ? Finding.good("Argo's own containers fit the restricted profile")
          : Finding.wrong(
              map
                  + " does not say that Argo's own containers (init, wait) are restricted: every pod would be refused",
              remedy);
    } catch (JacksonException e) {
      return Finding.wrong(
          "%s is no YAML under executor, and Argo's controller does not read it: %s"
              .formatted(map, e.getOriginalMessage()),
          remedy);
    }
  }
}
