package org.reland.workflows.lint.scope;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.reland.workflows.lint.manifest.Definition;
import org.reland.workflows.lint.manifest.Task;
import org.reland.workflows.lint.manifest.Template;
import org.reland.workflows.lint.yaml.YamlNode;

/** What is known of the whole workflow. */
final class WorkflowVariables {
  private static final List<String> KNOWN =
      List.of(
          "name",
          "namespace",
          "mainEntrypoint",
          "serviceAccountName",
          "uid",
          "parameters",
          "outputs",
          "labels",
          "annotations",
          "creationTimestamp",
          "scheduledTime",
          "priority",
          "duration",
          "status",
          "failures");

  private static final List<String> WITH_PARTS =
      List.of("parameters", "outputs", "labels", "annotations", "creationTimestamp");

  private WorkflowVariables() {}

  static Optional<Problem> problem(Use use) {
    String name = use.name(1);
    String rest = use.from(2);
    if (!KNOWN.contains(name) || (!rest.isEmpty() && !WITH_PARTS.contains(name))) {
      return Problem.unknown("variable of the workflow", use.from(1), KNOWN);
    }
    if (rest.isEmpty() || rest.equals("json")) {
      return Optional.empty();
    }
    return switch (name) {
      case "parameters" -> parameter(use);
      case "labels" -> label(use, "labels", rest);
      case "annotations" -> label(use, "annotations", rest);
      case "outputs" -> global(use);
      default -> Optional.empty();
    };
  }

  private static Optional<Problem> parameter(Use use) {
    Definition definition = use.scope().definition();
    List<Definition> callers = callers(definition);
    boolean unknown =
        definition.isPartlyUnknown()
            || callers.stream().anyMatch(Definition::isPartlyUnknown)
            || (!definition.isRunnable() && callers.isEmpty());
    Set<String> known = new HashSet<>(definition.parameters().keySet());
    callers.forEach(caller -> known.addAll(caller.parameters().keySet()));
    String name = use.expression() ? use.name(2) : use.from(2);
    return unknown || known.contains(name)
        ? Optional.empty()
        : Problem.unknown("parameter of the workflow", name, known);
  }

  /** Those in whose runs its templates run. */
  private static List<Definition> callers(Definition definition) {
    return definition.all().definitions().stream()
        .filter(
            other ->
                other.base().filter(definition::equals).isPresent()
                    || (other != definition && refersTo(other, definition)))
        .toList();
  }

  private static boolean refersTo(Definition other, Definition library) {
    return other.allTemplates().stream()
        .flatMap(template -> template.tasks().stream())
        .map(Task::target)
        .flatMap(Optional::stream)
        .map(Template::owner)
        .anyMatch(library::equals);
  }

  /** A label that is not there ends the run at once: "failed to resolve". */
  private static Optional<Problem> label(Use use, String field, String name) {
    Definition definition = use.scope().definition();
    Set<String> known = new HashSet<>();
    Stream.concat(Stream.of(definition), callers(definition).stream())
        .forEach(
            one -> {
              YamlNode root = one.manifest().root();
              known.addAll(root.at("metadata", field).fields().keySet());
              known.addAll(root.at("spec", "workflowMetadata", field).fields().keySet());
              known.addAll(one.effective("workflowMetadata").at(field).fields().keySet());
              known.addAll(one.effective("workflowMetadata").at("labelsFrom").fields().keySet());
            });
    String key = use.expression() ? use.name(2) : name;
    return known.contains(key) || key.startsWith("workflows.argoproj.io/")
        ? Optional.empty()
        : Problem.unknown("one among the workflow's " + field, key, known);
  }

  /** What a template has given to the whole workflow under a name. */
  private static Optional<Problem> global(Use use) {
    String kind = use.name(2);
    Set<String> known = new HashSet<>();
    Definition definition = use.scope().definition();
    definition
        .all()
        .templates()
        .flatMap(template -> template.node().at("outputs", kind).items().stream())
        .map(output -> output.at("globalName").text())
        .filter(name -> !name.isEmpty())
        .forEach(known::add);
    String name = use.from(3);
    return name.isEmpty() || known.contains(name)
        ? Optional.empty()
        : Problem.unknown("globalName", name, known);
  }
}
