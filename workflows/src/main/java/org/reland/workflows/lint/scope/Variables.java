package org.reland.workflows.lint.scope;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.reland.kit.config.Nearest;
import org.reland.workflows.lint.manifest.Task;
import org.reland.workflows.lint.manifest.Template;
import org.reland.workflows.lint.yaml.YamlNode;

/**
 * Whether a variable exists where it is used. Definition: Argo's "Workflow Variables", version 4.1.
 */
public final class Variables {
  private static final List<String> ROOTS =
      List.of(
          "inputs",
          "outputs",
          "workflow",
          "tasks",
          "steps",
          "item",
          "pod.name",
          "node.name",
          "retries",
          "lastRetry",
          "cronworkflow");

  private static final Set<String> OF_METRICS =
      Set.of("status", "duration", "exitCode", "resourcesDuration", "outputs", "lastRetry");
  private static final Set<String> OF_LAST_RETRY =
      Set.of("exitCode", "status", "duration", "message");

  private Variables() {}

  /** Why it is not there; nothing where it is, or where that cannot be told. */
  public static Optional<Problem> problem(Use use) {
    Optional<Problem> problem = here(use);
    Optional<Scope> outer = use.scope().outer();
    return problem.isPresent() && outer.isPresent() ? problem(use.in(outer.get())) : problem;
  }

  private static Optional<Problem> here(Use use) {
    Scope scope = use.scope();
    if (scope.zone() == Zone.METRICS && OF_METRICS.contains(use.name(0))) {
      return Optional.empty();
    }
    return switch (use.name(0)) {
      case "workflow" -> WorkflowVariables.problem(use);
      case "tasks", "steps" -> TaskVariables.problem(use);
      case "inputs" -> inputs(use);
      case "outputs" -> outputs(use);
      case "item" -> item(use);
      case "retries" -> retries(use);
      case "lastRetry" -> lastRetry(use);
      case "pod" -> pod(use);
      case "node" -> use.name(1).equals("name") ? Optional.empty() : unknown(use);
      case "cronworkflow" ->
          scope.zone() == Zone.CRON
              ? Optional.empty()
              : Problem.of(
                  "cronworkflow is known only where a CronWorkflow decides to start or stop",
                  "use it in spec.when or spec.stopStrategy");
      case "request", "response" -> scope.zone() == Zone.ANSWER ? Optional.empty() : unknown(use);
      default -> unknown(use);
    };
  }

  private static Optional<Problem> unknown(Use use) {
    String name = String.join(".", use.names());
    return use.expression() || isMistyped(use, name)
        ? Problem.unknown("variable", name, ROOTS)
        : Optional.empty();
  }

  /**
   * Whether it was meant for Argo, which leaves alone what begins with no word of its own: braces
   * are written for other programs too, as {@code {{ ds }}} or {@code {{range .items}}}.
   */
  private static boolean isMistyped(Use use, String name) {
    List<String> words = List.of("inputs", "outputs", "workflow", "tasks", "steps", "lastRetry");
    String first = use.name(0);
    return name.matches("[\\w.-]+")
        && use.names().size() > 1
        && first.length() > 3
        && Nearest.hint(first, words).contains("did you mean");
  }

  private static Optional<Problem> inputs(Use use) {
    Optional<Template> template = use.scope().template();
    if (template.isEmpty()) {
      return Problem.of("inputs are known only in templates", "use workflow.parameters");
    }
    String name = use.from(2);
    return switch (use.name(1)) {
      case "parameters" -> {
        Set<String> known = template.get().inputParameters().keySet();
        boolean all = name.isEmpty();
        yield all || known.contains(use.expression() ? use.name(2) : name)
            ? Optional.empty()
            : Problem.unknown("input parameter", name, known);
      }
      case "artifacts" -> artifact("input artifact", name, template.get().inputArtifacts());
      default -> Problem.unknown("kind of input", use.name(1), List.of("parameters", "artifacts"));
    };
  }

  private static Optional<Problem> artifact(
      String what, String name, Map<String, YamlNode> declared) {
    String plain = name.endsWith(".path") ? name.substring(0, name.length() - 5) : name;
    return declared.containsKey(plain)
        ? Optional.empty()
        : Problem.unknown(what, plain, declared.keySet());
  }

  /** Its own outputs: where they have to be written. */
  private static Optional<Problem> outputs(Use use) {
    Optional<Template> template = use.scope().template();
    if (template.isEmpty() || !use.names().getLast().equals("path")) {
      return Problem.of(
          "of its own outputs a template knows only where they are written",
          "write outputs.parameters.NAME.path, or tasks.NAME.outputs for those of a task");
    }
    return artifact(
        "output",
        use.from(2),
        use.name(1).equals("artifacts")
            ? template.get().outputArtifacts()
            : template.get().outputParameters());
  }

  private static Optional<Problem> item(Use use) {
    Optional<Task> task = use.scope().task();
    boolean inside = use.scope().zone() == Zone.TASK || use.scope().zone() == Zone.HOOK;
    if (task.isEmpty() || !task.get().isFannedOut() || !inside) {
      return Problem.of(
          "there is an item only in a task with withParam, withItems or withSequence",
          "give the task one of them, or hand the value over as an argument");
    }
    YamlNode node = task.get().node();
    String field = use.from(1);
    if (field.isEmpty()) {
      return Optional.empty();
    }
    if (node.at("withSequence").isPresent()) {
      return Problem.of("the items of a sequence are plain texts", "write {{item}}");
    }
    for (YamlNode item : node.at("withItems").items()) {
      if (!item.fields().containsKey(use.name(1))) {
        return Problem.unknown("field of the item", use.name(1), item.fields().keySet());
      }
    }
    return Optional.empty();
  }

  private static Optional<Problem> retries(Use use) {
    return use.scope().retries()
        ? Optional.empty()
        : Problem.of(
            "without retryStrategy {{retries}} is not replaced", "give the template retryStrategy");
  }

  private static Optional<Problem> lastRetry(Use use) {
    if (!use.scope().retries()) {
      return Problem.of(
          "without retryStrategy there is no lastRetry", "give the template retryStrategy");
    }
    return OF_LAST_RETRY.contains(use.name(1))
        ? Optional.empty()
        : Problem.unknown("variable of lastRetry", use.name(1), OF_LAST_RETRY);
  }

  private static Optional<Problem> pod(Use use) {
    if (!use.name(1).equals("name")) {
      return unknown(use);
    }
    return use.scope().template().filter(Template::isPod).isPresent()
        ? Optional.empty()
        : Problem.of("pod.name is known only in templates that start a pod", "use node.name");
  }
}
