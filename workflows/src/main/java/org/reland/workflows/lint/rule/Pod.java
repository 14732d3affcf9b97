package org.reland.workflows.lint.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.reland.workflows.lint.manifest.Definition;
import org.reland.workflows.lint.manifest.Manifest;
import org.reland.workflows.lint.manifest.Manifests;
import org.reland.workflows.lint.manifest.Template;
import org.reland.workflows.lint.yaml.YamlNode;

/**
 * What runs containers: a template, or a plain Kubernetes object.
 *
 * @param node the template, or the specification of the pod
 * @param settings what holds the settings of the whole pod, the nearest first
 * @param containers all of them
 * @param template where it is one
 */
record Pod(
    YamlNode node,
    List<YamlNode> settings,
    List<YamlNode> containers,
    Optional<Template> template) {

  /** Those of Kubernetes' own that run pods. */
  static final Set<String> KINDS =
      Set.of("Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob");

  static Stream<Pod> in(Manifests manifests) {
    Stream<Pod> ours = manifests.templates().filter(Template::isPod).map(Pod::of);
    return Stream.concat(ours, manifests.documents().stream().flatMap(document -> of(document)));
  }

  private static Pod of(Template template) {
    List<YamlNode> containers = new ArrayList<>(template.mainContainers());
    containers.addAll(template.otherContainers());
    Definition owner = template.owner();
    List<YamlNode> settings = new ArrayList<>();
    settings.add(template.node());
    settings.add(owner.effective("templateDefaults"));
    settings.add(owner.spec());
    owner.base().ifPresent(base -> settings.add(base.spec()));
    return new Pod(template.node(), settings, containers, Optional.of(template));
  }

  private static Stream<Pod> of(Manifest document) {
    YamlNode spec = document.root().at("spec");
    YamlNode pod =
        switch (document.kind()) {
          case "Pod" -> spec;
          case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job" ->
              spec.at("template", "spec");
          case "CronJob" -> spec.at("jobTemplate", "spec", "template", "spec");
          default -> document.root().at("no pod");
        };
    if (pod.isAbsent()) {
      return Stream.of();
    }
    List<YamlNode> containers = new ArrayList<>(pod.at("containers").items());
    containers.addAll(pod.at("initContainers").items());
    return Stream.of(new Pod(pod, List.of(pod), containers, Optional.empty()));
  }

  /** A setting of the whole pod; the nearest, or else where the nearest would be. */
  YamlNode setting(String first, String... more) {
    return settings.stream()
        .map(node -> node.at(first, more))
        .filter(YamlNode::isPresent)
        .findFirst()
        .orElseGet(() -> settings.getFirst().at(first, more));
  }

  /**
   * Whether all its settings are known: not those of a template of a library, which runs with the
   * settings of whoever uses it.
   */
  boolean isWhole() {
    return template
        .map(Template::owner)
        .map(owner -> owner.isRunnable() && !owner.isPartlyUnknown())
        .orElse(true);
  }
}
