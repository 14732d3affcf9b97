package org.reland.workflows.lint.rule;

import java.util.List;
import java.util.Set;
import org.reland.workflows.lint.finding.Report;
import org.reland.workflows.lint.manifest.Definition;
import org.reland.workflows.lint.yaml.YamlNode;

/**
 * What the restricted profile of Kubernetes' Pod Security Standards asks, and a root file system
 * that cannot be written to.
 */
final class SecurityRules {
  private static final Set<String> PROFILES = Set.of("RuntimeDefault", "Localhost");

  /** The restricted profile allows no other. */
  private static final Set<String> VOLUMES =
      Set.of(
          "name",
          "configMap",
          "csi",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "persistentVolumeClaim",
          "projected",
          "secret");

  private SecurityRules() {}

  static void pods(Pod pod, Report report) {
    for (YamlNode settings : pod.settings()) {
      for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
        if (settings.at(shared).is("true")) {
          report.error(settings.at(shared), "it shares the node's " + shared, "remove it");
        }
      }
    }
    if (!pod.isWhole() || pod.containers().isEmpty()) {
      return;
    }
    if (!everywhere(pod, "runAsNonRoot", "true")
        && !pod.setting("securityContext", "runAsNonRoot").is("true")) {
      report.error(
          pod.setting("securityContext", "runAsNonRoot"),
          "it may run as root",
          "set securityContext.runAsNonRoot: true");
    }
    YamlNode user = pod.setting("securityContext", "runAsUser");
    if (user.isAbsent() && !everywhereSet(pod, "runAsUser")) {
      report.error(
          user,
          "no user: an image whose user is root, or Argo's executor beside it, does not start"
              + " (CreateContainerConfigError)",
          "set securityContext.runAsUser to a number that is not 0");
    }
    YamlNode profile = pod.setting("securityContext", "seccompProfile", "type");
    if (!PROFILES.contains(profile.text()) && !everywhereSet(pod, "seccompProfile")) {
      report.error(
          profile, "no seccomp profile", "set securityContext.seccompProfile.type: RuntimeDefault");
    }
  }

  private static boolean everywhere(Pod pod, String field, String value) {
    return pod.containers().stream().allMatch(c -> c.at("securityContext", field).is(value));
  }

  private static boolean everywhereSet(Pod pod, String field) {
    return pod.containers().stream().allMatch(c -> c.at("securityContext", field).isPresent());
  }

  static void containers(Pod pod, Report report) {
    for (YamlNode container : pod.containers()) {
      YamlNode context = container.at("securityContext");
      must(context.at("allowPrivilegeEscalation"), "false", "it may gain privileges", report);
      must(context.at("readOnlyRootFilesystem"), "true", "it may change its own image", report);
      if (context.at("capabilities", "drop").items().stream().noneMatch(c -> c.is("ALL"))) {
        report.error(
            context.at("capabilities", "drop"),
            "it keeps capabilities",
            "set securityContext.capabilities.drop: [\"ALL\"]");
      }
      for (YamlNode added : context.at("capabilities", "add").items()) {
        if (!added.is("NET_BIND_SERVICE")) {
          report.error(added, "it adds the capability " + added.text(), "remove it");
        }
      }
      if (context.at("privileged").is("true")) {
        report.error(context.at("privileged"), "it is privileged", "remove it");
      }
      notRoot(context, report);
    }
  }

  private static void must(YamlNode field, String value, String otherwise, Report report) {
    if (!field.is(value)) {
      String name = field.path().substring(field.path().lastIndexOf('.') + 1);
      report.error(field, otherwise, "set securityContext.%s: %s".formatted(name, value));
    }
  }

  /** Of a whole definition, a template or a container. */
  static void rootUsers(Pod pod, Report report) {
    pod.settings().stream().distinct().forEach(s -> notRoot(s.at("securityContext"), report));
  }

  private static void notRoot(YamlNode context, Report report) {
    if (context.at("runAsUser").is("0")) {
      report.error(context.at("runAsUser"), "it runs as root", "use the number of another user");
    }
    if (context.at("runAsNonRoot").is("false")) {
      report.error(context.at("runAsNonRoot"), "it may run as root", "set it true");
    }
  }

  static void volumes(Pod pod, Report report) {
    for (YamlNode settings : pod.settings()) {
      for (YamlNode volume : settings.at("volumes").items()) {
        volume
            .fields()
            .forEach(
                (type, value) -> {
                  if (!VOLUMES.contains(type)) {
                    report.error(
                        value,
                        "a volume of type %s, which the restricted profile forbids".formatted(type),
                        "use a claim, a config map, a secret or emptyDir");
                  }
                });
      }
    }
  }

  static void serviceAccounts(Definition definition, Report report) {
    if (!definition.isRunnable() || definition.isPartlyUnknown()) {
      return;
    }
    YamlNode account = definition.effective("serviceAccountName");
    if (account.isAbsent() || account.is("default")) {
      report.error(
          account,
          "the pods run as the namespace's default account, which may not report their results"
              + " (workflowtaskresults is forbidden)",
          "set spec.serviceAccountName to one that may create and patch workflowtaskresults");
    }
  }
}
