package org.reland.cli.cluster;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reland.cli.argo.Workflow;
import org.reland.cli.argo.WorkflowTemplate;
import org.reland.workflows.argo.TemplateNames;

/** The labels and annotations that tie a workflow to its run, code and configuration. */
final class RunMarks {
  private RunMarks() {}

  /** All but the run's name, which is the workflow's and given with it. */
  static void mark(Workflow workflow, WorkflowTemplate template, String rhythm) {
    Map<String, String> labels = copy(workflow.getMetadata().getLabels());
    labels.put(TemplateNames.PART_OF, TemplateNames.RELAND);
    labels.put(TemplateNames.RHYTHM, rhythm);
    copy(template.getMetadata().getLabels(), TemplateNames.CONFIGURATION, labels);
    workflow.getMetadata().setLabels(labels);
    Map<String, String> annotations = copy(workflow.getMetadata().getAnnotations());
    copy(template.getMetadata().getAnnotations(), TemplateNames.COMMIT, annotations);
    workflow.getMetadata().setAnnotations(annotations);
  }

  static void name(Workflow workflow, String name) {
    workflow.getMetadata().setName(name);
    annotate(workflow, TemplateNames.RUN, name);
  }

  static void annotate(Workflow workflow, String key, String value) {
    Map<String, String> annotations = copy(workflow.getMetadata().getAnnotations());
    annotations.put(key, value);
    workflow.getMetadata().setAnnotations(annotations);
  }

  static void label(Workflow workflow, String key, String value) {
    Map<String, String> labels = copy(workflow.getMetadata().getLabels());
    labels.put(key, value);
    workflow.getMetadata().setLabels(labels);
  }

  private static Map<String, String> copy(@Nullable Map<String, String> map) {
    return map == null ? new TreeMap<>() : new TreeMap<>(map);
  }

  private static void copy(@Nullable Map<String, String> from, String key, Map<String, String> to) {
    Optional.ofNullable(from).map(map -> map.get(key)).ifPresent(value -> to.put(key, value));
  }
}
