package org.reland.workflows.lint.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.reland.workflows.lint.manifest.Definition;
import org.reland.workflows.lint.manifest.Manifests;
import org.reland.workflows.lint.manifest.Task;
import org.reland.workflows.lint.manifest.Template;
import org.reland.workflows.lint.manifest.TemplateType;
import org.reland.workflows.lint.yaml.YamlNode;

/** Collects the texts of definitions with what surrounds them. */
public final class Texts {
  /** Fields that are expressions as a whole. */
  private static final Set<String> EXPRESSIONS = Set.of("expression", "fromExpression");

  /** What is walked on its own, or holds no text of ours. */
  private static final Set<String> NOT_OF_WORKFLOW =
      Set.of("templates", "templateDefaults", "metrics", "hooks", "retryStrategy", "podSpecPatch");

  private final List<Text> texts = new ArrayList<>();

  private Texts() {}

  /** Those of all definitions. */
  public static List<Text> in(Manifests manifests) {
    Texts all = new Texts();
    manifests.definitions().forEach(all::definition);
    return all.texts;
  }

  private void definition(Definition definition) {
    Scope scope = Scope.of(definition, Zone.WORKFLOW);
    if (definition.manifest().isCron()) {
      YamlNode cron = definition.manifest().root().at("spec");
      add(cron.at("when"), scope.in(Zone.CRON));
      add(cron.at("stopStrategy"), scope.in(Zone.CRON));
    }
    definition
        .spec()
        .fields()
        .forEach(
            (field, value) -> {
              switch (field) {
                case "metrics" -> add(value, scope.in(Zone.METRICS));
                case "hooks" -> add(value, scope.in(Zone.HOOK));
                case "retryStrategy" -> add(value, scope.in(Zone.RETRY));
                default -> {
                  if (!NOT_OF_WORKFLOW.contains(field)) {
                    add(value, scope);
                  }
                }
              }
            });
    definition.templates().forEach(template -> template(template, Optional.empty()));
    common(definition);
  }

  /** What holds for every template is seen from each that starts a pod. */
  private void common(Definition definition) {
    List<Template> pods = new ArrayList<>(definition.allTemplates());
    definition.base().ifPresent(base -> pods.addAll(base.allTemplates()));
    pods.removeIf(template -> !template.isPod());
    for (Template template : pods) {
      Scope scope = Scope.of(template, Optional.empty());
      add(definition.spec().at("podSpecPatch"), scope);
      parts(template, definition.spec().at("templateDefaults"), scope);
    }
  }

  private void template(Template template, Optional<Scope> outer) {
    parts(template, template.node(), Scope.of(template, outer));
  }

  private void parts(Template template, YamlNode node, Scope scope) {
    for (Map.Entry<String, YamlNode> field : node.fields().entrySet()) {
      switch (field.getKey()) {
        case "dag", "steps" -> tasks(template, field.getValue(), scope);
        case "outputs" -> add(field.getValue(), scope.in(Zone.OUTPUTS));
        case "retryStrategy" -> add(field.getValue(), scope.in(Zone.RETRY));
        case "metrics" -> add(field.getValue(), scope.in(Zone.METRICS));
        case "http" -> add(field.getValue(), scope.in(Zone.ANSWER));
        case "data", "plugin", "name" -> {} // with variables of their own
        default -> add(field.getValue(), scope);
      }
    }
  }

  private void tasks(Template template, YamlNode node, Scope scope) {
    if (template.is(TemplateType.DAG)) {
      add(node.at("target"), scope);
      add(node.at("failFast"), scope);
    }
    for (Task task : template.tasks()) {
      Scope inside = scope.in(task, Zone.TASK);
      task.node()
          .fields()
          .forEach(
              (field, value) -> {
                switch (field) {
                  case "inline" ->
                      task.target().ifPresent(inner -> template(inner, Optional.of(inside)));
                  case "hooks", "onExit" -> add(value, scope.in(task, Zone.HOOK));
                  case "withParam", "withItems", "withSequence" ->
                      add(value, scope.in(task, Zone.FAN_OUT));
                  default -> add(value, inside);
                }
              });
    }
  }

  private void add(YamlNode node, Scope scope) {
    add(node, scope, false);
  }

  private void add(YamlNode node, Scope scope, boolean expression) {
    switch (node) {
      case YamlNode.Scalar scalar -> texts.add(new Text(scalar, scope, expression));
      case YamlNode.Items items -> items.all().forEach(item -> add(item, scope));
      case YamlNode.Fields fields ->
          fields.all().forEach((key, value) -> add(value, scope, isExpression(key, scope)));
      case YamlNode.Absent absent -> {}
    }
  }

  private static boolean isExpression(String field, Scope scope) {
    return EXPRESSIONS.contains(field)
        || (scope.zone() == Zone.ANSWER && field.equals("successCondition"));
  }
}
