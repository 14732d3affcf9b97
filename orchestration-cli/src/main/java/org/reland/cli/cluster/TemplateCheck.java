package org.reland.cli.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reland.cli.argo.WorkflowTemplate;
import org.reland.kit.config.Nearest;
import org.reland.kit.error.UsageException;
import tools.jackson.databind.JsonNode;

/**
 * Whether a template takes a run. The controller would take what is not declared in silence, does
 * not hold overriding values against their {@code enum}, and tells of the rest only by failing.
 */
final class TemplateCheck {
  private TemplateCheck() {}

  static void check(WorkflowTemplate template, String entrypoint, Map<String, String> arguments) {
    List<String> mistakes = new ArrayList<>();
    if (!template.templates().contains(entrypoint)) {
      mistakes.add(
          "it has no entrypoint '%s'%s"
              .formatted(entrypoint, Nearest.hint(entrypoint, template.templates())));
    }
    Map<String, JsonNode> declared = declared(template);
    arguments.forEach(
        (name, value) -> {
          JsonNode parameter = declared.get(name);
          if (parameter == null) {
            mistakes.add(
                declared.isEmpty()
                    ? "it declares no parameter, and so no '%s'".formatted(name)
                    : "it declares no parameter '%s'%s"
                        .formatted(name, Nearest.hint(name, declared.keySet())));
          } else if (!allowed(parameter, value)) {
            mistakes.add(
                "parameter '%s' is '%s'; allowed are %s"
                    .formatted(name, value, String.join(", ", allowed(parameter))));
          }
        });
    declared.forEach(
        (name, parameter) -> {
          if (!arguments.containsKey(name) && isRequired(parameter)) {
            mistakes.add("parameter '%s' has no default: --set %s=VALUE".formatted(name, name));
          }
        });
    if (!mistakes.isEmpty()) {
      throw new UsageException(
          "workflow template %s does not take this run:\n  %s"
              .formatted(template.name(), String.join("\n  ", mistakes)));
    }
  }

  /** The value that a parameter has where none is given. */
  static String fallback(WorkflowTemplate template, String name) {
    JsonNode parameter = declared(template).get(name);
    return parameter == null
        ? ""
        : parameter.path("value").asString(parameter.path("default").asString(""));
  }

  private static Map<String, JsonNode> declared(WorkflowTemplate template) {
    Map<String, JsonNode> declared = new LinkedHashMap<>();
    template
        .parameters()
        .forEach(parameter -> declared.put(parameter.path("name").asString(""), parameter));
    return declared;
  }

  private static boolean allowed(JsonNode parameter, String value) {
    return !parameter.has("enum") || allowed(parameter).contains(value);
  }

  private static List<String> allowed(JsonNode parameter) {
    return parameter.path("enum").valueStream().map(each -> each.asString("")).toList();
  }

  private static boolean isRequired(JsonNode parameter) {
    return !parameter.has("value") && !parameter.has("default") && !parameter.has("valueFrom");
  }
}
