package org.reland.cli.cluster;

import org.reland.cli.argo.Argo;
import org.reland.cli.argo.ArgoApi;
import org.reland.cli.argo.Phase;
import org.reland.cli.argo.Workflow;
import org.reland.cli.argo.WorkflowTemplate;
import org.reland.kit.error.UsageException;
import org.reland.workflows.argo.TemplateNames;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run once more. Argo could retry the same workflow, but clings to the template as it was, and
 * edits its status by rules that are too easily broken from outside; our steps find by their keys
 * what is committed, whichever workflow did it.
 */
final class Resubmission {
  private final ArgoApi argo;

  Resubmission(ArgoApi argo) {
    this.argo = argo;
  }

  /** Name of the new workflow. */
  String resubmit(String name) {
    Workflow old = argo.workflow(name);
    Phase phase = old.state().currentPhase();
    if (!phase.ended()) {
      throw new UsageException(
          "workflow %s has not ended (%s): reland stop %s first, or start another with reland submit"
              .formatted(name, phase == Phase.NEW ? "new" : phase.text(), name));
    }
    Workflow workflow = new Workflow();
    ObjectNode spec = old.getSpec().deepCopy();
    spec.remove("shutdown");
    spec.remove("suspend");
    workflow.setSpec(spec);
    String template = spec.path("workflowTemplateRef").path("name").asString("");
    if (!template.isEmpty()) {
      WorkflowTemplate current = argo.template(template);
      String entrypoint =
          spec.path("entrypoint").asString(current.getSpec().path("entrypoint").asString(""));
      TemplateCheck.check(current, entrypoint, Arguments.of(spec));
      RunMarks.mark(workflow, current, old.label(TemplateNames.RHYTHM).orElse(entrypoint));
    }
    old.label(Argo.BACKFILL).ifPresent(cron -> RunMarks.label(workflow, Argo.BACKFILL, cron));
    old.annotation(Argo.SCHEDULED_TIME)
        .ifPresent(time -> RunMarks.annotate(workflow, Argo.SCHEDULED_TIME, time));
    RunMarks.label(workflow, Argo.RESUBMITTED_FROM, name);
    return new Creation(argo).numbered(workflow, origin(old)).name();
  }

  /** The first of the line, without the suffix of those that came of it. */
  private static String origin(Workflow old) {
    return old.label(Argo.RESUBMITTED_FROM).isPresent()
        ? old.name().replaceFirst("-[a-z0-9]{5}$", "")
        : old.name();
  }
}
