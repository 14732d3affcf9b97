package org.reland.workflows.lint.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.reland.workflows.lint.finding.Report;
import org.reland.workflows.lint.manifest.Definition;
import org.reland.workflows.lint.manifest.Task;
import org.reland.workflows.lint.manifest.Template;
import org.reland.workflows.lint.yaml.YamlNode;

/** Names that have to name something: templates, WorkflowTemplates, where a run begins and ends. */
final class ReferenceRules {
  private ReferenceRules() {}

  static void workflowTemplates(Definition definition, Report report) {
    YamlNode name = definition.spec().at("workflowTemplateRef", "name");
    if (definition.isCircular()) {
      report.error(
          name,
          "%s takes its specification from itself in the end".formatted(name.text()),
          "let one of them have templates of its own");
    } else if (definition.isPartlyUnknown()) {
      report.warning(
          name,
          "the WorkflowTemplate %s is not among the files, so nothing that depends on it is checked"
              .formatted(name.text()),
          "give its file in the same call"
              + Suggestion.of(name.text(), definition.all().templateNames()));
    }
  }

  /** A template that is never marked as wrong: only its runs fail. */
  static void entrypoints(Definition definition, Report report) {
    if (!definition.isRunnable() || definition.isPartlyUnknown()) {
      return;
    }
    YamlNode entrypoint = definition.effective("entrypoint");
    if (entrypoint.isAbsent()) {
      report.error(
          definition.spec().at("entrypoint"),
          "no entrypoint: the controller does not know where to begin",
          "give spec.entrypoint the name of a template");
    } else {
      defined(definition, entrypoint, report);
    }
    YamlNode handler = definition.effective("onExit");
    if (handler.isPresent()) {
      defined(definition, handler, report);
    }
    definition.spec().at("hooks").fields().values().forEach(h -> target(definition, h, report));
  }

  private static void defined(Definition definition, YamlNode name, Report report) {
    // What is taken over is told of where it is written.
    boolean own = name.place().file().equals(definition.manifest().root().place().file());
    if (own && definition.template(name.text()).isEmpty()) {
      undefined(definition, name, report);
    }
  }

  private static void undefined(Definition definition, YamlNode name, Report report) {
    List<String> known = new ArrayList<>();
    definition.templates().forEach(template -> known.add(template.name()));
    definition.base().ifPresent(base -> base.templates().forEach(t -> known.add(t.name())));
    report.error(
        name,
        "there is no template named '%s'".formatted(name.text()),
        "name one of spec.templates" + Suggestion.of(name.text(), known));
  }

  static void taskTargets(Task task, Report report) {
    YamlNode node = task.node();
    Definition owner = task.template().owner();
    List<String> ways =
        List.of("template", "templateRef", "inline").stream()
            .filter(way -> node.at(way).isPresent())
            .toList();
    if (ways.size() != 1) {
      report.error(
          node.at("template"),
          ways.isEmpty()
              ? "it says not what to run"
              : "it says twice what to run: %s".formatted(String.join(" and ", ways)),
          "give one of template, templateRef and inline");
      return;
    }
    target(owner, node, report);
    node.at("hooks").fields().values().forEach(hook -> target(owner, hook, report));
    YamlNode handler = node.at("onExit");
    if (handler.isPresent() && !owner.isPartlyUnknown()) {
      defined(owner, handler, report);
    }
  }

  private static void target(Definition owner, YamlNode user, Report report) {
    YamlNode reference = user.at("templateRef");
    YamlNode name = user.at("template");
    if (reference.isPresent()) {
      libraryTarget(owner, reference, report);
    } else if (name.isPresent()
        && !name.text().contains("{{")
        && !owner.isPartlyUnknown()
        && owner.template(name.text()).isEmpty()) {
      undefined(owner, name, report);
    }
  }

  private static void libraryTarget(Definition owner, YamlNode reference, Report report) {
    YamlNode name = reference.at("name");
    YamlNode template = reference.at("template");
    if ((name.text() + template.text()).contains("{{")) {
      return;
    }
    Optional<Definition> library =
        owner.all().template(name.text(), reference.at("clusterScope").is("true"));
    if (library.isEmpty()) {
      report.warning(
          name,
          "the WorkflowTemplate %s is not among the files, so what it is given is not checked"
              .formatted(name.text()),
          "give its file in the same call"
              + Suggestion.of(name.text(), owner.all().templateNames()));
    } else if (library.get().template(template.text()).isEmpty()) {
      List<String> known = library.get().templates().stream().map(Template::name).toList();
      report.error(
          template,
          "%s has no template named '%s'".formatted(name.text(), template.text()),
          "name one of its templates" + Suggestion.of(template.text(), known));
    }
  }
}
