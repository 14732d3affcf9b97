package org.reland.workflows.lint.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.reland.workflows.lint.finding.Report;
import org.reland.workflows.lint.manifest.Template;
import org.reland.workflows.lint.manifest.TemplateType;
import org.reland.workflows.lint.yaml.YamlNode;

/** What every container has to say: its image, its command, what it may use, for how long. */
final class ContainerRules {
  private static final Pattern DIGEST = Pattern.compile(".+@sha256:[0-9a-f]{64}");

  private ContainerRules() {}

  static void images(Pod pod, Report report) {
    for (YamlNode container : pod.containers()) {
      YamlNode image = container.at("image");
      String text = image.text();
      String last = text.substring(text.lastIndexOf('/') + 1);
      if (image.isAbsent()) {
        report.error(image, "no image", "name one, with its tag or digest");
      } else if (text.contains("@") && !DIGEST.matcher(text).matches()) {
        report.error(
            image, "'%s' has no whole digest".formatted(text), "write @sha256: and 64 hex digits");
      } else if (!text.contains("@") && !text.endsWith("}}") && !last.contains(":")) {
        report.error(
            image, "'%s' has no tag, which means latest".formatted(text), "pin a tag or a digest");
      } else if (last.endsWith(":latest") || last.endsWith(":")) {
        report.error(
            image,
            "'%s' is another image tomorrow".formatted(text),
            "pin a tag that is not moved, or a digest");
      }
    }
  }

  /** Without one the controller asks the image's registry, and needs access to it. */
  static void commands(Template template, Report report) {
    List<YamlNode> containers = new ArrayList<>(template.mainContainers());
    containers.addAll(template.node().at("sidecars").items());
    for (YamlNode container : containers) {
      if (!container.at("command").text().isEmpty()) {
        report.error(
            container.at("command"),
            "a command is a list of words",
            "write [%s]".formatted(container.at("command").text()));
      } else if (container.at("command").items().isEmpty()) {
        report.error(
            container.at("command"),
            "no command: the controller has to ask the image's registry, and the node is an Error"
                + " where it cannot",
            "write the image's entry point here");
      }
    }
  }

  static void resources(Pod pod, Report report) {
    for (YamlNode container : pod.containers()) {
      YamlNode resources = container.at("resources");
      YamlNode memory = resources.at("limits", "memory");
      if (memory.isAbsent()) {
        report.error(
            memory,
            "no limit for memory: the container may take the node's",
            "set resources.limits.memory");
      }
      if (resources.at("requests", "cpu").isAbsent() && resources.at("limits", "cpu").isAbsent()) {
        report.warning(
            resources.at("requests", "cpu"),
            "no request for cpu: the scheduler does not know what it needs",
            "set resources.requests.cpu");
      }
    }
  }

  /** A pod whose image or claim is missing is Pending for ever, and so is its node. */
  static void deadlines(Template template, Report report) {
    YamlNode deadline = template.effective("activeDeadlineSeconds");
    if (template.isPod() && deadline.isAbsent()) {
      report.error(
          deadline,
          "no deadline: a pod that cannot start stays Pending for ever",
          "set activeDeadlineSeconds on the template");
    }
  }

  static void types(Template template, Report report) {
    List<String> types = new ArrayList<>();
    for (TemplateType type : TemplateType.values()) {
      if (template.node().fields().containsKey(type.field())) {
        types.add(type.field());
      }
    }
    if (types.size() != 1) {
      report.error(
          template.node(),
          types.isEmpty()
              ? "the template %s does nothing".formatted(template.name())
              : "the template %s is both %s"
                  .formatted(template.name(), String.join(" and ", types)),
          "give it one of container, script, dag, steps, suspend, resource, http, containerSet,"
              + " data, plugin");
    }
  }
}
