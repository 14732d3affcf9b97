package org.reland.workflows.lint.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.reland.workflows.lint.finding.Report;
import org.reland.workflows.lint.manifest.Definition;
import org.reland.workflows.lint.manifest.Parameters;
import org.reland.workflows.lint.manifest.Task;
import org.reland.workflows.lint.manifest.Template;
import org.reland.workflows.lint.yaml.YamlNode;

/** What a template or a workflow wants to be given, and what it is given. */
final class ArgumentRules {
  private ArgumentRules() {}

  static void missing(Task task, Report report) {
    task.target().ifPresent(target -> given(target, task.node(), report));
    for (YamlNode hook : task.hooks()) {
      task.template().owner().target(hook).ifPresent(target -> given(target, hook, report));
    }
  }

  private static void given(Template target, YamlNode user, Report report) {
    Map<String, YamlNode> parameters = Parameters.byName(user.at("arguments", "parameters"));
    target
        .inputParameters()
        .forEach(
            (name, input) -> {
              if (!Parameters.hasValue(input)
                  && Optional.ofNullable(parameters.get(name))
                      .filter(Parameters::hasValue)
                      .isEmpty()) {
                YamlNode list = user.at("arguments", "parameters");
                YamlNode at = parameters.getOrDefault(name, list.at(name));
                report.error(
                    at,
                    "the template %s wants the parameter %s".formatted(target.name(), name),
                    "give arguments.parameters one of this name, or the input a default");
              }
            });
    Set<String> artifacts = Parameters.byName(user.at("arguments", "artifacts")).keySet();
    target
        .inputArtifacts()
        .forEach(
            (name, input) -> {
              if (!Parameters.hasPlace(input) && !artifacts.contains(name)) {
                report.error(
                    user.at("arguments", "artifacts").at(name),
                    "the template %s wants the artifact %s".formatted(target.name(), name),
                    "give arguments.artifacts one of this name, or make it optional");
              }
            });
  }

  /** Argo passes over them, so a mistyped name goes unseen. */
  static void unknown(Task task, Report report) {
    task.target()
        .ifPresent(
            target -> {
              Set<String> known = target.inputParameters().keySet();
              task.argumentParameters()
                  .forEach(
                      (name, argument) -> {
                        if (!known.contains(name)) {
                          report.warning(
                              argument,
                              "the template %s has no input %s: it is not handed over"
                                  .formatted(target.name(), name),
                              "declare it among its inputs, or remove it"
                                  + Suggestion.of(name, known));
                        }
                      });
            });
  }

  static void workflowParameters(Definition definition, Report report) {
    boolean submits = !definition.manifest().isTemplate();
    Map<String, YamlNode> parameters = definition.parameters();
    YamlNode own = definition.spec().at("arguments", "parameters");
    if (submits && !definition.isPartlyUnknown()) {
      parameters.forEach(
          (name, parameter) -> {
            if (!Parameters.hasValue(parameter)) {
              YamlNode at = Parameters.byName(own).getOrDefault(name, own.at(name));
              report.error(
                  at,
                  "the parameter %s has no value: the run ends at once, 'is required'"
                      .formatted(name),
                  "give it one here, or a default in the WorkflowTemplate");
            }
          });
    }
    definition
        .base()
        .ifPresent(
            base -> {
              Set<String> known = base.parameters().keySet();
              for (YamlNode parameter : own.items()) {
                String name = parameter.at("name").text();
                if (!known.contains(name)) {
                  report.warning(
                      parameter,
                      "%s has no parameter %s".formatted(base.manifest().shown(), name),
                      "declare it there, or remove it" + Suggestion.of(name, known));
                }
              }
            });
    entrypointInputs(definition, parameters, report);
  }

  /** Where a run begins and ends it is given the arguments of the workflow, by name. */
  private static void entrypointInputs(
      Definition definition, Map<String, YamlNode> parameters, Report report) {
    if (!definition.isRunnable() || definition.isPartlyUnknown()) {
      return;
    }
    for (String field : List.of("entrypoint", "onExit")) {
      definition
          .template(definition.effective(field).text())
          .ifPresent(template -> entrypointArtifacts(definition, field, template, report));
      definition
          .template(definition.effective(field).text())
          .ifPresent(
              template ->
                  template
                      .inputParameters()
                      .forEach(
                          (name, input) -> {
                            if (!Parameters.hasValue(input) && !parameters.containsKey(name)) {
                              report.error(
                                  definition.spec().at(field),
                                  "the template %s wants the parameter %s, and the workflow has none of this name"
                                      .formatted(template.name(), name),
                                  "declare it in spec.arguments, or give the input a default");
                            }
                          }));
    }
  }

  private static void entrypointArtifacts(
      Definition definition, String field, Template template, Report report) {
    Set<String> given = definition.artifacts();
    template
        .inputArtifacts()
        .forEach(
            (name, input) -> {
              if (!Parameters.hasPlace(input) && !given.contains(name)) {
                report.error(
                    definition.spec().at(field),
                    "the template %s wants the artifact %s, and the workflow has none of this name"
                        .formatted(template.name(), name),
                    "give spec.arguments.artifacts one, or say in the input where it comes from");
              }
            });
  }

  /** The controller checks a Workflow's own, and not what overrides a WorkflowTemplate's. */
  static void enumerations(Definition definition, Report report) {
    Map<String, YamlNode> declared = definition.base().map(Definition::parameters).orElse(Map.of());
    for (YamlNode parameter : definition.spec().at("arguments", "parameters").items()) {
      allowed(parameter, parameter, report);
      YamlNode other = declared.get(parameter.at("name").text());
      if (other != null && !other.equals(parameter)) {
        allowed(parameter, other, report);
      }
    }
    for (Template template : definition.allTemplates()) {
      template.inputParameters().values().forEach(input -> allowed(input, input, report));
      for (Task task : template.tasks()) {
        Map<String, YamlNode> inputs =
            task.target().map(Template::inputParameters).orElse(Map.of());
        task.argumentParameters()
            .forEach(
                (name, argument) -> {
                  YamlNode input = inputs.get(name);
                  if (input != null) {
                    allowed(argument, input, report);
                  }
                });
      }
    }
  }

  private static void allowed(YamlNode given, YamlNode declared, Report report) {
    List<String> allowed = declared.at("enum").items().stream().map(YamlNode::text).toList();
    for (String field : List.of("value", "default")) {
      YamlNode value = given.at(field);
      if (!allowed.isEmpty()
          && value.isPresent()
          && !value.text().contains("{{")
          && !allowed.contains(value.text())) {
        report.error(
            value,
            "'%s' is none of the values that %s may have"
                .formatted(value.text(), declared.at("name").text()),
            "use one of " + String.join(", ", allowed));
      }
    }
  }
}
