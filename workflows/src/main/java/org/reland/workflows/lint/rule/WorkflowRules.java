package org.reland.workflows.lint.rule;

import java.util.List;
import java.util.Map;
import org.reland.workflows.lint.finding.Report;
import org.reland.workflows.lint.manifest.Definition;
import org.reland.workflows.lint.manifest.Manifest;
import org.reland.workflows.lint.manifest.Task;
import org.reland.workflows.lint.manifest.Template;
import org.reland.workflows.lint.yaml.YamlNode;

/** Settings of whole workflows and templates that do otherwise than they read. */
final class WorkflowRules {
  /** Fields of version 3 that are gone, and what to write instead. */
  private static final Map<String, String> REMOVED =
      Map.of(
          "schedule", "schedules: a list",
          "mutex", "mutexes: a list",
          "semaphore", "semaphores: a list",
          "podPriority", "podPriorityClassName");

  private static final List<String> CLEANING =
      List.of("OnPodCompletion", "OnPodSuccess", "OnWorkflowCompletion", "OnWorkflowSuccess");
  private static final List<String> DELETING = List.of("OnPodCompletion", "OnPodSuccess");

  private WorkflowRules() {}

  static void removedFields(Manifest document, Report report) {
    if (!document.isDefinition()) {
      return;
    }
    document
        .root()
        .walk()
        .forEach(
            node ->
                REMOVED.forEach(
                    (field, instead) -> {
                      YamlNode value = node.at(field);
                      boolean here =
                          switch (field) {
                            case "schedule" -> document.isCron() && node.path().equals("spec");
                            case "mutex", "semaphore" -> node.path().endsWith("synchronization");
                            default -> !node.path().contains("arguments");
                          };
                      if (here && node.fields().containsKey(field)) {
                        report.error(
                            value, "version 4 has no %s".formatted(field), "write " + instead);
                      }
                    }));
  }

  /** Seen: onExit wins, and hooks.exit is not looked at. */
  static void hooks(Definition definition, Report report) {
    twoEnds(definition.spec(), report);
    definition.allTemplates().stream()
        .flatMap(template -> template.tasks().stream())
        .map(Task::node)
        .forEach(node -> twoEnds(node, report));
  }

  private static void twoEnds(YamlNode node, Report report) {
    YamlNode exit = node.at("hooks", "exit");
    if (exit.isPresent() && node.at("onExit").isPresent()) {
      report.error(exit, "hooks.exit is passed over where there is onExit", "keep one of them");
    }
    node.at("hooks")
        .fields()
        .forEach(
            (name, hook) -> {
              if (!name.equals("exit") && hook.at("expression").isAbsent()) {
                report.error(
                    hook.at("expression"),
                    "the hook %s does not say when to run".formatted(name),
                    "give it an expression, as workflow.status == \"Failed\", or name it exit");
              }
            });
  }

  static void parallelism(Definition definition, Report report) {
    atLeastOne(definition.spec().at("parallelism"), report);
    definition.allTemplates().forEach(t -> atLeastOne(t.node().at("parallelism"), report));
  }

  private static void atLeastOne(YamlNode number, Report report) {
    if (number.isPresent() && !number.text().matches("[1-9][0-9]*")) {
      report.error(number, "parallelism is at least 1", "give more, or leave it out");
    }
  }

  static void podDeletion(Definition definition, Report report) {
    YamlNode strategy = definition.spec().at("podGC", "strategy");
    if (strategy.isPresent() && !CLEANING.contains(strategy.text())) {
      report.error(
          strategy,
          "there is no podGC strategy '%s'".formatted(strategy.text()),
          "use one of them" + Suggestion.of(strategy.text(), CLEANING));
    }
    if (DELETING.contains(strategy.text())) {
      report.warning(
          strategy,
          "with the pods their logs go, before anybody can read them",
          "use OnWorkflowSuccess, or archive the logs");
    }
  }

  static void memoize(Template template, Report report) {
    YamlNode memoize = template.node().at("memoize");
    if (memoize.isAbsent()) {
      return;
    }
    if (memoize.at("maxAge").isAbsent()) {
      report.error(memoize.at("maxAge"), "memoize needs a maxAge", "give one, as 24h");
    }
    report.warning(
        memoize,
        "what is remembered lies in a config map of the controller's namespace, not in this one",
        "let the step itself find out that it is done");
  }
}
