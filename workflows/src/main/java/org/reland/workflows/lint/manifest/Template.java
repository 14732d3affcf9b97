package org.reland.workflows.lint.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reland.workflows.lint.yaml.YamlNode;

/**
 * A template of a definition, or one that is written inside a task.
 *
 * @param node the mapping that it is
 * @param within the task that it is written in
 */
public record Template(Definition owner, YamlNode node, Optional<Task> within) {
  public String name() {
    return within.map(Task::name).orElse(node.at("name").text());
  }

  public Optional<TemplateType> type() {
    return TemplateType.of(node);
  }

  public boolean is(TemplateType type) {
    return type().filter(type::equals).isPresent();
  }

  public boolean isPod() {
    return type().filter(TemplateType::isPod).isPresent();
  }

  /** A field, or what the definition says of all its templates where it is missing. */
  public YamlNode effective(String field) {
    YamlNode own = node.at(field);
    YamlNode common = owner.effective("templateDefaults").at(field);
    return own.isPresent() || !common.isPresent() ? own : common;
  }

  public Map<String, YamlNode> inputParameters() {
    return Parameters.byName(node.at("inputs", "parameters"));
  }

  public Map<String, YamlNode> inputArtifacts() {
    return Parameters.byName(node.at("inputs", "artifacts"));
  }

  public Map<String, YamlNode> outputParameters() {
    return Parameters.byName(node.at("outputs", "parameters"));
  }

  public Map<String, YamlNode> outputArtifacts() {
    return Parameters.byName(node.at("outputs", "artifacts"));
  }

  /** Those of a DAG or of steps, in the order in which they are written; else none. */
  public List<Task> tasks() {
    List<Task> tasks = new ArrayList<>();
    for (YamlNode task : node.at("dag", "tasks").items()) {
      tasks.add(new Task(this, task, 0));
    }
    int group = 0;
    for (YamlNode parallel : node.at("steps").items()) {
      // A group of one may be written without its list.
      List<YamlNode> steps = parallel.items().isEmpty() ? List.of(parallel) : parallel.items();
      for (YamlNode step : steps) {
        tasks.add(new Task(this, step, group));
      }
      group++;
    }
    return tasks;
  }

  /** The one of this name. */
  public Optional<Task> task(String name) {
    return tasks().stream().filter(task -> task.name().equals(name)).findFirst();
  }

  /** The containers that do the work, with the images that they run. */
  public List<YamlNode> mainContainers() {
    List<YamlNode> containers = new ArrayList<>();
    for (String field : List.of("container", "script")) {
      if (node.at(field).isPresent()) {
        containers.add(node.at(field));
      }
    }
    containers.addAll(node.at("containerSet", "containers").items());
    return containers;
  }

  /** Those beside and before them. */
  public List<YamlNode> otherContainers() {
    List<YamlNode> containers = new ArrayList<>(node.at("sidecars").items());
    containers.addAll(node.at("initContainers").items());
    return containers;
  }
}
