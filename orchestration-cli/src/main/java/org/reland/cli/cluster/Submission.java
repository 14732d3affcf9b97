package org.reland.cli.cluster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reland.cli.argo.Workflow;
import org.reland.cli.argo.WorkflowTemplate;
import org.reland.kit.error.UsageException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run that is asked for.
 *
 * @param values {@code section.key=value}, which changes the run configuration, or {@code
 *     parameter=value}, which sets a parameter of the template
 */
record Submission(String entrypoint, List<String> values) {
  /**
   * The workflow, without a name.
   *
   * @throws UsageException where the template does not take it
   */
  Workflow of(WorkflowTemplate template) {
    Map<String, String> arguments = new LinkedHashMap<>();
    Arguments.add(values, template, arguments);
    TemplateCheck.check(template, entrypoint, arguments);
    Workflow workflow = new Workflow();
    ObjectNode spec = workflow.getSpec();
    spec.putObject("workflowTemplateRef").put("name", template.name());
    spec.put("entrypoint", entrypoint);
    Arguments.write(arguments, spec);
    RunMarks.mark(workflow, template, entrypoint);
    return workflow;
  }
}
