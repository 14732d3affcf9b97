package org.reland.workflows.lint.scope;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.reland.workflows.lint.manifest.Task;
import org.reland.workflows.lint.manifest.Template;
import org.reland.workflows.lint.manifest.TemplateType;
import org.reland.workflows.lint.yaml.YamlNode;

/** What is known of a task that came before: its end and its outputs. */
final class TaskVariables {
  private static final List<String> ENDS =
      List.of(
          "id", "ip", "status", "exitCode", "startedAt", "finishedAt", "hostNodeName", "outputs");

  /** Templates that print a result. */
  private static final Set<TemplateType> PRINTING =
      Set.of(
          TemplateType.CONTAINER,
          TemplateType.SCRIPT,
          TemplateType.CONTAINER_SET,
          TemplateType.HTTP,
          TemplateType.DATA,
          TemplateType.PLUGIN);

  private TaskVariables() {}

  static Optional<Problem> problem(Use use) {
    if (use.name(1).equals("name") && use.names().size() == 2) {
      return Optional.empty();
    }
    Optional<Template> template = use.scope().template();
    Zone zone = use.scope().zone();
    boolean seen =
        zone == Zone.TASK || zone == Zone.FAN_OUT || zone == Zone.HOOK || zone == Zone.OUTPUTS;
    if (template.isEmpty() || !seen || template.get().tasks().isEmpty()) {
      return Problem.of(
          "%s are known only in the tasks and outputs of their own template".formatted(use.name(0)),
          "hand the value over as an argument");
    }
    String word = template.get().is(TemplateType.STEPS) ? "steps" : "tasks";
    if (!use.name(0).equals(word)) {
      return Problem.of(
          "here they are called " + word, "write {{%s.%s}}".formatted(word, use.from(1)));
    }
    Optional<Task> other = template.get().task(use.name(1));
    if (other.isEmpty()) {
      return Problem.unknown(
          word.substring(0, 4),
          use.name(1),
          template.get().tasks().stream().map(Task::name).filter(n -> !n.isEmpty()).toList());
    }
    if (!ENDS.contains(use.name(2))) {
      return Problem.unknown("value of a task", use.name(2), ENDS);
    }
    return use.name(2).equals("outputs") ? outputs(use, other.get()) : Optional.empty();
  }

  private static Optional<Problem> outputs(Use use, Task other) {
    Optional<Template> target = other.target();
    if (target.isEmpty()) {
      return Optional.empty(); // not given, or told of elsewhere
    }
    return switch (use.name(3)) {
      case "result" ->
          target.get().type().filter(PRINTING::contains).isPresent()
              ? Optional.empty()
              : Problem.of(
                  "the template %s prints nothing".formatted(target.get().name()),
                  "use one of its outputs.parameters");
      case "exitCode" -> Optional.empty();
      case "parameters" -> declared("parameters", use, target.get().outputParameters());
      case "artifacts" -> declared("artifacts", use, target.get().outputArtifacts());
      default ->
          Problem.unknown(
              "kind of output",
              use.name(3),
              List.of("parameters", "artifacts", "result", "exitCode"));
    };
  }

  private static Optional<Problem> declared(String what, Use use, Map<String, YamlNode> declared) {
    String name = use.expression() ? use.name(4) : use.from(4);
    return name.isEmpty() || declared.containsKey(name)
        ? Optional.empty()
        : Problem.unknown("one among its outputs." + what, name, declared.keySet());
  }
}
