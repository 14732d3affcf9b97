package org.reland.workflows.lint.rule;

import java.util.List;
import java.util.Map;
import org.reland.workflows.lint.finding.Report;
import org.reland.workflows.lint.manifest.Template;
import org.reland.workflows.lint.manifest.TemplateType;
import org.reland.workflows.lint.yaml.YamlNode;

/** Where the outputs of a template come from; the controller refuses what it cannot fetch. */
final class OutputRules {
  private static final List<String> IN_PODS = List.of("path");
  private static final List<String> OF_TASKS = List.of("parameter", "expression");

  /** By what a template does; others may say any. */
  private static final Map<TemplateType, List<String>> SOURCES =
      Map.of(
          TemplateType.CONTAINER, IN_PODS,
          TemplateType.SCRIPT, IN_PODS,
          TemplateType.CONTAINER_SET, IN_PODS,
          TemplateType.RESOURCE, List.of("jsonPath", "jqFilter"),
          TemplateType.DAG, OF_TASKS,
          TemplateType.STEPS, OF_TASKS);

  private static final List<String> ANY =
      List.of("path", "jsonPath", "jqFilter", "parameter", "expression", "supplied");

  private OutputRules() {}

  static void sources(Template template, Report report) {
    for (YamlNode output : template.node().at("outputs", "parameters").items()) {
      source(template, output, report);
    }
  }

  private static void source(Template template, YamlNode output, Report report) {
    YamlNode from = output.at("valueFrom");
    if (output.at("value").isPresent()) {
      if (from.isPresent()) {
        report.error(from, "both a value and a valueFrom", "keep one of them");
      }
      return;
    }
    List<String> fitting = template.type().map(SOURCES::get).orElse(ANY);
    if (fitting == null) {
      fitting = ANY;
    }
    long given = ANY.stream().filter(field -> from.fields().containsKey(field)).count();
    if (fitting.stream().noneMatch(field -> from.fields().containsKey(field))) {
      report.error(
          from,
          from.isAbsent()
              ? "it is not said where the output comes from"
              : "the output of such a template does not come from there",
          "give valueFrom %s".formatted(String.join(" or ", fitting)));
    } else if (given > 1) {
      report.error(from, "the output comes from several places", "keep one of them");
    }
  }
}
