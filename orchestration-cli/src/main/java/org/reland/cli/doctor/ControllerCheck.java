package org.reland.cli.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.reland.cli.argo.ApiException;
import org.reland.cli.argo.Argo;
import tools.jackson.core.JacksonException;
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
    Finding marks = marks(installation, Instant.now());
    Optional<List<ControllerDeployment>> seen = ControllerDeployment.all(installation);
    if (seen.isEmpty() || seen.get().isEmpty()) {
      return List.of(marks);
    }
    Finding deployment =
        look(
            seen.get(),
            instance(installation),
            installation.namespace(),
            installation.argoNamespace());
    // It may run, and have stopped looking.
    return marks.verdict() == Verdict.WRONG && deployment.verdict() == Verdict.GOOD
        ? List.of(marks)
        : List.of(deployment);
  }

  /**
   * What deployments promise a namespace.
   *
   * @param instance that they look at only; empty: at what has no label of an instance
   */
  static Finding look(
      List<ControllerDeployment> all, String instance, String namespace, String argoNamespace) {
    Optional<ControllerDeployment> serving =
        all.stream().filter(each -> each.serves(namespace, argoNamespace)).findFirst();
    if (serving.isEmpty()) {
      return Finding.wrong(
          "%s in namespace %s serves namespace %s only (--namespaced)"
              .formatted(
                  all.getFirst().name(),
                  argoNamespace,
                  all.getFirst().only(argoNamespace).orElse("")),
          "install Argo for the whole cluster, or beside it for namespace " + namespace);
    }
    String name = serving.get().name();
    if (serving.get().ready() == 0) {
      return Finding.wrong(
          "%s in namespace %s has no pod that is ready".formatted(name, argoNamespace),
          "kubectl describe deployment -n %s %s".formatted(argoNamespace, name));
    }
    return instance.isEmpty()
        ? Finding.good("%s runs in namespace %s".formatted(name, argoNamespace))
        : Finding.wrong(
            "%s looks only at workflows with the label of its instance, %s"
                .formatted(name, instance),
            "take instanceID out of Argo's configuration: rendered workflows have no such label");
  }

  /** Empty too where it may not be seen, or not be read, which ExecutorCheck says. */
  private static String instance(Installation installation) {
    try {
      return ControllerConfiguration.read(installation).setting("instanceID").asString("");
    } catch (ApiException | JacksonException e) {
      return "";
    }
  }

  private static Finding marks(Installation installation, Instant now) {
    for (JsonNode workflow : installation.argo("workflows")) {
      boolean seen = !workflow.path("status").path("phase").asString("").isEmpty();
      if (!seen && created(workflow).plus(A_MOMENT).isBefore(now)) {
        return Finding.wrong(
            "nobody has looked at workflow %s since %s"
                .formatted(name(workflow), created(workflow)),
            "does workflow-controller run, and does it serve this namespace? --argo-namespace says where it is looked for");
      }
    }
    for (JsonNode cron : installation.argo("cronworkflows")) {
      if (SchedulesCheck.accepted(cron)) {
        return Finding.good(
            "not seen in namespace %s, but %s has its mark (%s)"
                .formatted(installation.argoNamespace(), name(cron), Argo.LAST_USED_SCHEDULE));
      }
    }
    return Finding.unknown(
        "workflow-controller is not seen in namespace %s, and nothing here has its mark yet"
            .formatted(installation.argoNamespace()),
        "--argo-namespace says where Argo is; a first reland submit shows whether it works");
  }

  static String name(JsonNode object) {
    return object.path("metadata").path("name").asString("");
  }

  static Instant created(JsonNode object) {
    return Instant.parse(object.path("metadata").path("creationTimestamp").asString(""));
  }
}
