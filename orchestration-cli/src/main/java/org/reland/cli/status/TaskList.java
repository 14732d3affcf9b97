package org.reland.cli.status;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.reland.cli.argo.Workflow;
import tools.jackson.databind.JsonNode;

/**
 * The tasks of a DAG as its template lists them: the author's order, and what has not begun and so
 * is no node yet.
 */
record TaskList(List<Task> tasks) {
  private static final TaskList NONE = new TaskList(List.of());
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][-a-zA-Z0-9]*(?:\\.\\w+)?");

  /**
   * One task.
   *
   * @param after names of the tasks that it depends on
   * @param list the expression that it fans out over; empty where it does not
   */
  record Task(String name, List<String> after, String list) {}

  /** The tasks of the template of that name, in the run's own copy or in its specification. */
  static TaskList of(Workflow workflow, String template) {
    JsonNode stored = workflow.state().storedWorkflowTemplateSpec();
    JsonNode spec = stored == null || stored.isMissingNode() ? workflow.getSpec() : stored;
    if (spec == null) {
      return NONE;
    }
    for (JsonNode each : spec.path("templates")) {
      if (each.path("name").asString("").equals(template)) {
        return new TaskList(
            each.path("dag").path("tasks").valueStream().map(TaskList::task).toList());
      }
    }
    return NONE;
  }

  private static Task task(JsonNode task) {
    List<String> after = new ArrayList<>();
    Matcher names = NAME.matcher(task.path("depends").asString(""));
    while (names.find()) {
      String name = names.group().replaceFirst("\\..*", "");
      if (!after.contains(name)) {
        after.add(name);
      }
    }
    task.path("dependencies").forEach(each -> after.add(each.asString("")));
    return new Task(task.path("name").asString(""), after, task.path("withParam").asString(""));
  }
}
