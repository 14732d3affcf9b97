package org.reland.workflows.lint.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.reland.workflows.lint.finding.Report;
import org.reland.workflows.lint.manifest.Definition;
import org.reland.workflows.lint.manifest.Template;
import org.reland.workflows.lint.yaml.YamlFile;
import org.reland.workflows.lint.yaml.YamlNode;

/** {@code podSpecPatch}: YAML within YAML, which nobody looks at before a pod is made. */
final class PatchRules {
  /** Besides those that the template brings. */
  private static final List<String> CONTAINERS = List.of("main", "wait", "init");

  private static final Set<String> POD =
      Set.of(
          "activeDeadlineSeconds",
          "affinity",
          "automountServiceAccountToken",
          "containers",
          "dnsConfig",
          "dnsPolicy",
          "enableServiceLinks",
          "ephemeralContainers",
          "hostAliases",
          "hostIPC",
          "hostNetwork",
          "hostPID",
          "hostUsers",
          "hostname",
          "imagePullSecrets",
          "initContainers",
          "nodeName",
          "nodeSelector",
          "os",
          "overhead",
          "preemptionPolicy",
          "priority",
          "priorityClassName",
          "readinessGates",
          "resourceClaims",
          "resources",
          "restartPolicy",
          "runtimeClassName",
          "schedulerName",
          "schedulingGates",
          "securityContext",
          "serviceAccountName",
          "setHostnameAsFQDN",
          "shareProcessNamespace",
          "subdomain",
          "terminationGracePeriodSeconds",
          "tolerations",
          "topologySpreadConstraints",
          "volumes");

  private PatchRules() {}

  static void patches(Template template, Report report) {
    patch(template.node().at("podSpecPatch"), List.of(template), report);
  }

  /** Those that a workflow has for every pod of its own. */
  static void patchesOfAll(Definition definition, Report report) {
    List<Template> templates = new ArrayList<>(definition.allTemplates());
    definition.base().ifPresent(base -> templates.addAll(base.allTemplates()));
    patch(definition.spec().at("podSpecPatch"), templates, report);
    patch(definition.spec().at("templateDefaults", "podSpecPatch"), templates, report);
  }

  private static void patch(YamlNode patch, List<Template> templates, Report report) {
    if (patch.isAbsent() || isOneTag(patch.text())) {
      return;
    }
    // Values are put in before it is read; a number fits wherever one may stand.
    YamlFile read =
        YamlFile.parse(patch.place().file(), patch.text().replaceAll("(?s)\\{\\{.*?\\}\\}", "1"));
    if (read.failure().isPresent() || read.documents().size() != 1) {
      report.error(
          patch,
          "it is no YAML: "
              + read.failure().map(YamlFile.Failure::problem).orElse("not one document"),
          "mend it: the pod could not be made");
      return;
    }
    YamlNode root = read.documents().getFirst();
    if (!(root instanceof YamlNode.Fields)) {
      report.error(patch, "it is no mapping", "write fields of a pod, as containers");
      return;
    }
    for (String field : root.fields().keySet()) {
      if (!POD.contains(field)) {
        report.error(
            patch,
            "a pod has no field " + field,
            "use a field of a pod" + Suggestion.of(field, POD));
      }
    }
    containers(templates, patch, root, report);
  }

  private static void containers(
      List<Template> templates, YamlNode patch, YamlNode root, Report report) {
    List<String> known = new ArrayList<>(CONTAINERS);
    for (Template template : templates) {
      template.otherContainers().forEach(container -> known.add(container.at("name").text()));
      template.mainContainers().forEach(container -> known.add(container.at("name").text()));
    }
    for (YamlNode container : root.at("containers").items()) {
      String name = container.at("name").text();
      if (name.isEmpty() || !known.contains(name)) {
        report.error(
            patch,
            name.isEmpty()
                ? "a container without a name: it is not known which is meant"
                : "there is no container named '%s'".formatted(name),
            "name: main is the one of the template");
      }
    }
  }

  private static boolean isOneTag(String text) {
    return text.strip().matches("(?s)\\{\\{((?!\\}\\}).)*\\}\\}");
  }
}
