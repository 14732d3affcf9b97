package org.reland.workflows.lint.manifest;

import org.reland.workflows.lint.yaml.YamlNode;

/**
 * A document.
 *
 * @param order in which it would be applied: by file as given, then as they follow in it
 */
public record Manifest(int order, YamlNode root) {
  public static final String WORKFLOW = "Workflow";
  public static final String TEMPLATE = "WorkflowTemplate";
  public static final String CLUSTER_TEMPLATE = "ClusterWorkflowTemplate";
  public static final String CRON = "CronWorkflow";

  public String kind() {
    return root.at("kind").text();
  }

  /** Given, or how it will begin; empty where it has neither. */
  public String name() {
    YamlNode metadata = root.at("metadata");
    return metadata.at("name").isPresent()
        ? metadata.at("name").text()
        : metadata.at("generateName").text();
  }

  public boolean isArgo() {
    return root.at("apiVersion").text().startsWith("argoproj.io/");
  }

  public boolean isCron() {
    return isArgo() && kind().equals(CRON);
  }

  public boolean isTemplate() {
    return isArgo() && (kind().equals(TEMPLATE) || kind().equals(CLUSTER_TEMPLATE));
  }

  /** Whether there is the specification of a workflow in it. */
  public boolean isDefinition() {
    return isCron() || isTemplate() || (isArgo() && kind().equals(WORKFLOW));
  }

  /** As in {@code WorkflowTemplate reland}. */
  public String shown() {
    return kind() + " " + (name().isEmpty() ? "(without a name)" : name());
  }
}
