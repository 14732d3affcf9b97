package org.reland.workflows.lint.manifest;

import java.util.Arrays;
import java.util.Optional;
import org.reland.workflows.lint.yaml.YamlNode;

/** What a template does, by the field that says it. */
public enum TemplateType {
  CONTAINER("container", true),
  SCRIPT("script", true),
  CONTAINER_SET("containerSet", true),
  RESOURCE("resource", true),
  DATA("data", true),
  DAG("dag", false),
  STEPS("steps", false),
  SUSPEND("suspend", false),
  HTTP("http", false),
  PLUGIN("plugin", false);

  private final String field;
  private final boolean pod;

  TemplateType(String field, boolean pod) {
    this.field = field;
    this.pod = pod;
  }

  public String field() {
    return field;
  }

  /** Whether it starts a pod. */
  public boolean isPod() {
    return pod;
  }

  /** Of a template; none where it says nothing that is known. */
  static Optional<TemplateType> of(YamlNode template) {
    return Arrays.stream(values())
        .filter(type -> template.fields().containsKey(type.field))
        .findFirst();
  }
}
