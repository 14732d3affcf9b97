package org.reland.workflows.lint.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.reland.workflows.lint.yaml.YamlFile;
import org.reland.workflows.lint.yaml.YamlNode;

/** All documents of one call, in the order in which they would be applied. */
public final class Manifests {
  private final List<Manifest> documents = new ArrayList<>();
  private final List<Definition> definitions = new ArrayList<>();

  public Manifests(List<YamlFile> files) {
    for (YamlFile file : files) {
      for (YamlNode document : file.documents()) {
        add(document);
      }
    }
  }

  private void add(YamlNode document) {
    Manifest manifest = new Manifest(documents.size(), document);
    if (manifest.kind().equals("List") && document.at("items").isPresent()) {
      document.at("items").items().forEach(this::add);
    } else if (document.isPresent()) {
      documents.add(manifest);
      if (manifest.isDefinition()) {
        definitions.add(new Definition(manifest, this));
      }
    }
  }

  public List<Manifest> documents() {
    return documents;
  }

  public List<Definition> definitions() {
    return definitions;
  }

  /** Those of all definitions, and those written inside tasks. */
  public Stream<Template> templates() {
    return definitions.stream().flatMap(definition -> definition.allTemplates().stream());
  }

  public Stream<Task> tasks() {
    return templates().flatMap(template -> template.tasks().stream());
  }

  /** The WorkflowTemplate or ClusterWorkflowTemplate of this name. */
  public Optional<Definition> template(String name, boolean clusterScope) {
    String kind = clusterScope ? Manifest.CLUSTER_TEMPLATE : Manifest.TEMPLATE;
    return definitions.stream()
        .filter(d -> d.manifest().kind().equals(kind) && d.manifest().name().equals(name))
        .findFirst();
  }

  /** The names of those that others may take from. */
  public List<String> templateNames() {
    return definitions.stream()
        .filter(definition -> definition.manifest().isTemplate())
        .map(definition -> definition.manifest().name())
        .toList();
  }

  /** Those that take their specification from this one. */
  public List<Definition> usersOf(Definition template) {
    return definitions.stream().filter(d -> d.base().filter(template::equals).isPresent()).toList();
  }
}
