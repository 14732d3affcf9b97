package org.reland.cli.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reland.cli.argo.Workflow;
import org.reland.cli.argo.WorkflowTemplate;
import org.reland.kit.error.UsageException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run that is asked for.
 *
 * @param values {@code section.key=value}, which changes the run configuration, or {@code
 *     parameter=value}, which sets a parameter of the template
 */
record Submission(String entrypoint, List<String> values) {
  /**
   * The template's parameter that changes the run configuration: lines {@code section.key=value}.
   */
  static final String SETTINGS = "settings";

  /**
   * The workflow, without a name.
   *
   * @throws UsageException where the template does not take it
   */
  Workflow of(WorkflowTemplate template) {
    Map<String, String> arguments = arguments(template);
    TemplateCheck.check(template, entrypoint, arguments);
    Workflow workflow = new Workflow();
    ObjectNode spec = workflow.getSpec();
    spec.putObject("workflowTemplateRef").put("name", template.name());
    spec.put("entrypoint", entrypoint);
    if (!arguments.isEmpty()) {
      var parameters = spec.putObject("arguments").putArray("parameters");
      arguments.forEach(
          (name, value) -> parameters.addObject().put("name", name).put("value", value));
    }
    RunMarks.mark(workflow, template, entrypoint);
    return workflow;
  }

  private Map<String, String> arguments(WorkflowTemplate template) {
    Map<String, String> arguments = new LinkedHashMap<>();
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
    if (!settings.isEmpty()) {
      String before =
          Optional.ofNullable(arguments.get(SETTINGS))
              .orElseGet(() -> TemplateCheck.fallback(template, SETTINGS));
      if (!before.isBlank()) {
        settings.addFirst(before.strip());
      }
      arguments.put(SETTINGS, String.join("\n", settings));
    }
    return arguments;
  }
}
