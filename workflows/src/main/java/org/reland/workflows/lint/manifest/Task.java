package org.reland.workflows.lint.manifest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reland.workflows.lint.yaml.YamlNode;

/**
 * A task of a DAG, or a step.
 *
 * @param group of steps that run together, in their order; of a task always 0
 */
public record Task(Template template, YamlNode node, int group) {
  private static final List<String> FAN_OUTS = List.of("withParam", "withItems", "withSequence");

  public String name() {
    return node.at("name").text();
  }

  public boolean isStep() {
    return template.is(TemplateType.STEPS);
  }

  /** What it is called in tags: {@code tasks} or {@code steps}. */
  public String word() {
    return isStep() ? "steps" : "tasks";
  }

  /** Whether it becomes several. */
  public boolean isFannedOut() {
    return FAN_OUTS.stream().anyMatch(field -> node.at(field).isPresent());
  }

  /** The template that it runs; none where that is not among what was given. */
  public Optional<Template> target() {
    YamlNode inline = node.at("inline");
    return inline.isPresent()
        ? Optional.of(new Template(template.owner(), inline, Optional.of(this)))
        : template.owner().target(node);
  }

  public Map<String, YamlNode> argumentParameters() {
    return Parameters.byName(node.at("arguments", "parameters"));
  }

  public Map<String, YamlNode> argumentArtifacts() {
    return Parameters.byName(node.at("arguments", "artifacts"));
  }

  /** What hooks start, also the older {@code onExit}; each may have a template and arguments. */
  public List<YamlNode> hooks() {
    return List.copyOf(node.at("hooks").fields().values());
  }
}
