package org.reland.cli.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reland.cli.argo.WorkflowTemplate;
import org.reland.kit.error.UsageException;
import org.reland.workflows.argo.TemplateNames;
import tools.jackson.databind.node.ObjectNode;

/** The parameters that a run gives its template, by name. */
final class Arguments {
  private Arguments() {}

  /** Those of a workflow's specification. */
  static Map<String, String> of(ObjectNode spec) {
    Map<String, String> arguments = new LinkedHashMap<>();
    spec.path("arguments")
        .path("parameters")
        .forEach(
            parameter ->
                arguments.put(
                    parameter.path("name").asString(""), parameter.path("value").asString("")));
    return arguments;
  }

  /** Writes them into a workflow's specification. */
  static void write(Map<String, String> arguments, ObjectNode spec) {
    if (arguments.isEmpty()) {
      return;
    }
    var parameters = spec.putObject("arguments").putArray("parameters");
    arguments.forEach(
        (name, value) -> parameters.addObject().put("name", name).put("value", value));
  }

  /**
   * Adds what the command line says: {@code section.key=value} changes the run configuration,
   * {@code parameter=value} sets a parameter.
   */
  static void add(List<String> values, WorkflowTemplate template, Map<String, String> arguments) {
    List<String> settings = new ArrayList<>();
    for (String value : values) {
      int equals = value.indexOf('=');
      if (equals < 1) {
        throw new UsageException(
            "--set %s: section.key=value or parameter=value is expected".formatted(value));
      }
      String name = value.substring(0, equals);
      if (name.contains(".")) {
        settings.add(value);
      } else {
        arguments.put(name, value.substring(equals + 1));
      }
    }
    if (settings.isEmpty()) {
      return;
    }
    String before =
        Optional.ofNullable(arguments.get(TemplateNames.SETTINGS))
            .orElseGet(() -> TemplateCheck.fallback(template, TemplateNames.SETTINGS));
    if (!before.isBlank()) {
      settings.addFirst(before.strip());
    }
    arguments.put(TemplateNames.SETTINGS, String.join("\n", settings));
  }
}
