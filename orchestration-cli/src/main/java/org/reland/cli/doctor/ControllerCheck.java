package org.reland.cli.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.reland.cli.argo.ApiException;
import org.reland.cli.argo.Argo;
import tools.jackson.databind.JsonNode;

/**
 * That somebody looks at workflows: the controller's deployment, and where it may not be seen the
 * marks that a controller leaves.
 */
final class ControllerCheck implements ClusterCheck {
  /** A controller gives a new workflow its phase within seconds. */
  private static final Duration A_MOMENT = Duration.ofMinutes(2);

  @Override
  public String subject() {
    return "controller";
  }

  @Override
  public List<Finding> look(Installation installation) {
    String namespace = installation.argoNamespace();
    try {
      Optional<JsonNode> deployment =
          installation
              .cluster()
              .get(
                  "/apis/apps/v1/namespaces/%s/deployments/workflow-controller"
                      .formatted(namespace));
      if (deployment.isPresent()) {
        int ready = deployment.get().path("status").path("readyReplicas").asInt(0);
        return List.of(
            ready > 0
                ? Finding.good("workflow-controller runs in namespace " + namespace)
                : Finding.wrong(
                    "workflow-controller in namespace %s has no pod that is ready"
                        .formatted(namespace),
                    "kubectl describe deployment -n %s workflow-controller".formatted(namespace)));
      }
    } catch (ApiException e) {
      if (e.status() != 403) {
        throw e;
      }
    }
    return marks(installation, Instant.now());
  }

  private static List<Finding> marks(Installation installation, Instant now) {
    for (JsonNode workflow : installation.argo("workflows")) {
      boolean seen = !workflow.path("status").path("phase").asString("").isEmpty();
      if (!seen && created(workflow).plus(A_MOMENT).isBefore(now)) {
        return List.of(
            Finding.wrong(
                "nobody has looked at workflow %s since %s"
                    .formatted(name(workflow), created(workflow)),
                "does workflow-controller run, and does it serve this namespace? --argo-namespace says where it is looked for"));
      }
    }
    for (JsonNode cron : installation.argo("cronworkflows")) {
      if (SchedulesCheck.accepted(cron)) {
        return List.of(
            Finding.good(
                "not seen in namespace %s, but %s has its mark (%s)"
                    .formatted(installation.argoNamespace(), name(cron), Argo.LAST_USED_SCHEDULE)));
      }
    }
    return List.of(
        Finding.unknown(
            "workflow-controller is not seen in namespace %s, and nothing here has its mark yet"
                .formatted(installation.argoNamespace()),
            "--argo-namespace says where Argo is; a first reland submit shows whether it works"));
  }

  static String name(JsonNode object) {
    return object.path("metadata").path("name").asString("");
  }

  static Instant created(JsonNode object) {
    return Instant.parse(object.path("metadata").path("creationTimestamp").asString(""));
  }
}
