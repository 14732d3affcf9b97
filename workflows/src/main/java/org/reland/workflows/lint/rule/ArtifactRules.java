package org.reland.workflows.lint.rule;

import java.util.HashMap;
import java.util.Map;
import org.reland.workflows.lint.finding.Report;
import org.reland.workflows.lint.manifest.Template;
import org.reland.workflows.lint.manifest.TemplateType;
import org.reland.workflows.lint.yaml.YamlNode;

/** Where artifacts lie in a pod. */
final class ArtifactRules {
  private ArtifactRules() {}

  /** The controller: did not specify a path; already mounted. */
  static void paths(Template template, Report report) {
    if (!template.is(TemplateType.CONTAINER)
        && !template.is(TemplateType.SCRIPT)
        && !template.is(TemplateType.CONTAINER_SET)) {
      return;
    }
    Map<String, String> taken = new HashMap<>();
    for (YamlNode input : template.node().at("inputs", "artifacts").items()) {
      YamlNode path = given(input, report);
      String other = path.isPresent() ? taken.put(path.text(), input.at("name").text()) : null;
      if (other != null) {
        report.error(
            path, "the artifact %s comes to %s too".formatted(other, path.text()), "move one");
      }
    }
    template.node().at("outputs", "artifacts").items().forEach(output -> given(output, report));
  }

  private static YamlNode given(YamlNode artifact, Report report) {
    YamlNode path = artifact.at("path");
    if (path.text().isEmpty()) {
      report.error(path, "the artifact has no path in the pod", "give it one");
    }
    return path;
  }
}
