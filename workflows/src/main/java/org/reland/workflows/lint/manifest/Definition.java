package org.reland.workflows.lint.manifest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reland.workflows.lint.yaml.YamlNode;

/** A document that specifies a workflow, with what it takes from a WorkflowTemplate. */
public final class Definition {
  private final Manifest manifest;
  private final Manifests all;
  private final YamlNode spec;
  private @Nullable Boolean circular;

  Definition(Manifest manifest, Manifests all) {
    this.manifest = manifest;
    this.all = all;
    YamlNode own = manifest.root().at("spec");
    this.spec = manifest.isCron() ? own.at("workflowSpec") : own;
  }

  public Manifest manifest() {
    return manifest;
  }

  public Manifests all() {
    return all;
  }

  /** The specification of the workflow; of a CronWorkflow its {@code workflowSpec}. */
  public YamlNode spec() {
    return spec;
  }

  public boolean hasReference() {
    return spec.at("workflowTemplateRef").isPresent();
  }

  /** The WorkflowTemplate that it takes the rest from, where that was given and comes to an end. */
  public Optional<Definition> base() {
    return isCircular() ? Optional.empty() : referenced();
  }

  private Optional<Definition> referenced() {
    YamlNode reference = spec.at("workflowTemplateRef");
    return reference.isAbsent()
        ? Optional.empty()
        : all.template(reference.at("name").text(), reference.at("clusterScope").is("true"));
  }

  /** Whether what it takes the rest from takes it from itself in the end. */
  public boolean isCircular() {
    if (circular == null) {
      Set<Definition> passed = new HashSet<>();
      Optional<Definition> next = Optional.of(this);
      while (next.isPresent() && passed.add(next.get())) {
        next = next.get().referenced();
      }
      circular = next.isPresent();
    }
    return circular;
  }

  /** Whether it takes from a WorkflowTemplate that was not given. */
  public boolean isPartlyUnknown() {
    return hasReference() && base().isEmpty();
  }

  /** A field, or that of the WorkflowTemplate where it is missing. */
  public YamlNode effective(String field) {
    YamlNode own = spec.at(field);
    if (own.isPresent()) {
      return own;
    }
    return base().map(base -> base.spec.at(field)).filter(YamlNode::isPresent).orElse(own);
  }

  /**
   * Whether it can be run as it is: it has an entrypoint, or should have one. A WorkflowTemplate
   * without is a library for others.
   */
  public boolean isRunnable() {
    return !manifest.isTemplate() || spec.at("entrypoint").isPresent();
  }

  /** Its own templates. */
  public List<Template> templates() {
    List<Template> templates = new ArrayList<>();
    for (YamlNode template : spec.at("templates").items()) {
      templates.add(new Template(this, template, Optional.empty()));
    }
    return templates;
  }

  /** Its own templates, and those written inside their tasks. */
  public List<Template> allTemplates() {
    List<Template> all = new ArrayList<>();
    templates().forEach(template -> addWithInner(template, all));
    return all;
  }

  private static void addWithInner(Template template, List<Template> all) {
    all.add(template);
    for (Task task : template.tasks()) {
      if (task.node().at("inline").isPresent()) {
        task.target().ifPresent(inner -> addWithInner(inner, all));
      }
    }
  }

  /** One of its own templates or of those of its WorkflowTemplate. */
  public Optional<Template> template(String name) {
    return templates().stream()
        .filter(template -> template.name().equals(name))
        .findFirst()
        .or(() -> base().flatMap(base -> base.template(name)));
  }

  /** What a task or a hook names, by {@code template} or {@code templateRef}. */
  public Optional<Template> target(YamlNode user) {
    YamlNode reference = user.at("templateRef");
    if (reference.isAbsent()) {
      return template(user.at("template").text());
    }
    return all.template(reference.at("name").text(), reference.at("clusterScope").is("true"))
        .flatMap(library -> library.template(reference.at("template").text()));
  }

  /** Names of the artifacts of the workflow, with those of the WorkflowTemplate. */
  public Set<String> artifacts() {
    Set<String> names = new HashSet<>();
    base().ifPresent(base -> names.addAll(base.artifacts()));
    names.addAll(Parameters.byName(spec.at("arguments", "artifacts")).keySet());
    return names;
  }

  /** Parameters of the workflow by name, own values before those of the WorkflowTemplate. */
  public Map<String, YamlNode> parameters() {
    Map<String, YamlNode> parameters = new LinkedHashMap<>();
    base().ifPresent(base -> parameters.putAll(base.parameters()));
    Parameters.byName(spec.at("arguments", "parameters"))
        .forEach(
            (name, parameter) -> {
              if (Parameters.hasValue(parameter) || !parameters.containsKey(name)) {
                parameters.put(name, parameter);
              }
            });
    return parameters;
  }
}
