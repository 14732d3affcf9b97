package org.reland.workflows.lint.rule;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.reland.workflows.lint.expression.Depends;
import org.reland.workflows.lint.expression.SyntaxException;
import org.reland.workflows.lint.finding.Report;
import org.reland.workflows.lint.manifest.Task;
import org.reland.workflows.lint.manifest.TaskOrder;
import org.reland.workflows.lint.manifest.Template;
import org.reland.workflows.lint.yaml.YamlNode;

/** The order of tasks: what they wait for. */
final class DagRules {
  private static final Set<String> OF_SEVERAL = Set.of("AnySucceeded", "AllFailed");

  private DagRules() {}

  static void depends(Task task, Report report) {
    YamlNode depends = task.node().at("depends");
    if (task.isStep()) {
      for (YamlNode field : List.of(depends, task.node().at("dependencies"))) {
        if (field.isPresent()) {
          report.error(field, "steps wait for the group before", "remove it, or write a dag");
        }
      }
      return;
    }
    if (depends.isPresent()) {
      try {
        Depends.parse(depends.text())
            .outcomes()
            .forEach(outcome -> outcome(task, depends, outcome, report));
      } catch (SyntaxException e) {
        report.error(
            depends,
            "it cannot be read: %s".formatted(e.getMessage()),
            "join tasks by &&, || and !, as in \"a && (b.Succeeded || b.Failed)\"");
      }
    }
    for (YamlNode dependency : task.node().at("dependencies").items()) {
      known(task, dependency, dependency.text(), report);
    }
  }

  private static void outcome(Task task, YamlNode depends, Depends.Outcome outcome, Report report) {
    Optional<Task> other = known(task, depends, outcome.task(), report);
    if (outcome.result().isEmpty()) {
      return;
    }
    String result = outcome.result().get();
    if (!Depends.RESULTS.contains(result)) {
      report.error(
          depends,
          "'%s' is no result of a task".formatted(result),
          "use one of the results of a task" + Suggestion.of(result, Depends.RESULTS));
    } else if (OF_SEVERAL.contains(result) && other.filter(Task::isFannedOut).isEmpty()) {
      report.error(
          depends,
          "%s asks for several, and %s is one task".formatted(result, outcome.task()),
          "use Succeeded or Failed, or let %s fan out".formatted(outcome.task()));
    }
  }

  private static Optional<Task> known(Task task, YamlNode at, String name, Report report) {
    Optional<Task> other = task.template().task(name);
    if (other.isEmpty()) {
      List<String> names =
          task.template().tasks().stream().map(Task::name).filter(n -> !n.isEmpty()).toList();
      report.error(
          at,
          "there is no task named '%s' in this DAG".formatted(name),
          "name a task of the same template" + Suggestion.of(name, names));
    }
    return other;
  }

  /** The tasks that a DAG is run for, with a space between them. */
  static void targets(Template template, Report report) {
    YamlNode target = template.node().at("dag", "target");
    if (target.isAbsent() || target.text().contains("{{")) {
      return;
    }
    List<String> names =
        template.tasks().stream().map(Task::name).filter(n -> !n.isEmpty()).toList();
    for (String name : target.text().strip().split("\\s+", -1)) {
      if (!names.contains(name)) {
        report.error(
            target,
            "there is no task named '%s' in this DAG".formatted(name),
            "name tasks of the same template" + Suggestion.of(name, names));
      }
    }
  }

  static void cycles(Template template, Report report) {
    TaskOrder order = new TaskOrder(template);
    Set<String> told = new HashSet<>();
    for (Task task : template.tasks()) {
      List<String> cycle = task.isStep() ? List.of() : order.cycle(task.name());
      if (!cycle.isEmpty() && told.addAll(cycle)) {
        YamlNode depends = task.node().at("depends");
        report.error(
            depends.isPresent() ? depends : task.node().at("dependencies"),
            "a cycle, none of whose tasks ever begins: %s waits for %s"
                .formatted(
                    cycle.getFirst(),
                    String.join(", which waits for ", cycle.subList(1, cycle.size()))),
            "cut it at one of them");
      }
    }
  }

  /** The controller refuses the whole template. */
  static void mixed(Template template, Report report) {
    List<Task> tasks = template.tasks();
    boolean depends = tasks.stream().anyMatch(task -> task.node().at("depends").isPresent());
    for (Task task : tasks) {
      YamlNode dependencies = task.node().at("dependencies");
      if (depends && dependencies.isPresent()) {
        report.error(
            dependencies,
            "dependencies where other tasks of the same DAG have depends",
            "write depends: \"%s\"".formatted(String.join(" && ", TaskOrder.named(task))));
      }
      YamlNode goOn = task.node().at("continueOn");
      if (!task.isStep() && task.node().at("depends").isPresent() && goOn.isPresent()) {
        report.error(
            goOn,
            "continueOn does not go with depends",
            "remove it, and let what follows depend on %s.Failed too".formatted(task.name()));
      }
    }
  }
}
