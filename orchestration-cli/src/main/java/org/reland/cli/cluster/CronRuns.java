package org.reland.cli.cluster;

import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.reland.cli.argo.Argo;
import org.reland.cli.argo.ArgoApi;
import org.reland.cli.argo.CronStatus;
import org.reland.cli.argo.CronWorkflow;
import org.reland.cli.argo.Workflow;
import org.reland.cli.argo.WorkflowTemplate;
import org.reland.cli.status.Times;
import org.reland.kit.error.BadDataException;
import org.reland.workflows.argo.TemplateNames;
import org.reland.workflows.cron.Ticks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs of a cron workflow that the controller does not start itself. They are what it would have
 * made: the same specification, labels and annotations, and the time that they stand for.
 */
record CronRuns(ArgoApi argo, CronWorkflow cron, WorkflowTemplate template) {
  /**
   * Of the cron workflow of that name.
   *
   * @throws BadDataException where it references no template
   */
  static CronRuns of(ArgoApi argo, String name) {
    CronWorkflow cron = argo.cron(name);
    String template = template(cron);
    if (template.isEmpty()) {
      throw new BadDataException(
          "cron workflow %s references no template (spec.workflowSpec.workflowTemplateRef): reland starts rendered ones only"
              .formatted(name));
    }
    return new CronRuns(argo, cron, argo.template(template));
  }

  static String template(CronWorkflow cron) {
    return cron.getSpec().at("/workflowSpec/workflowTemplateRef/name").asString("");
  }

  Ticks ticks() {
    return Ticks.of(cron.schedules(), cron.timezone());
  }

  /** Names of the runs that the controller counts as not ended. */
  List<String> active() {
    List<CronStatus.Reference> active = cron.state().active();
    return active == null
        ? List.of()
        : active.stream().flatMap(each -> Stream.ofNullable(each.name())).toList();
  }

  /**
   * A run now. With the owner and the label both, the controller counts it as active and keeps it
   * in the history; with one of them alone it does neither.
   */
  String trigger(Instant now, List<String> values) {
    Workflow workflow = workflow(now, values);
    RunMarks.label(workflow, Argo.CRON, cron.name());
    workflow
        .getMetadata()
        .setOwnerReferences(
            List.of(
                new OwnerReferenceBuilder()
                    .withApiVersion(Argo.API_VERSION)
                    .withKind("CronWorkflow")
                    .withName(cron.name())
                    .withUid(cron.getMetadata().getUid())
                    .withController(true)
                    .withBlockOwnerDeletion(true)
                    .build()));
    return new Creation(argo).numbered(workflow, cron.name()).name();
  }

  /** What a run for that time is, without a name, an owner, or the mark of a backfill. */
  Workflow workflow(Instant time, List<String> values) {
    Workflow workflow = new Workflow();
    ObjectNode spec = (ObjectNode) cron.getSpec().path("workflowSpec").deepCopy();
    workflow.setSpec(spec);
    Map<String, String> arguments = Arguments.of(spec);
    Arguments.add(values, template, arguments);
    Arguments.write(arguments, spec);
    String entrypoint =
        spec.path("entrypoint").asString(template.getSpec().path("entrypoint").asString(""));
    TemplateCheck.check(template, entrypoint, arguments);
    JsonNode metadata = cron.getSpec().path("workflowMetadata");
    metadata
        .path("labels")
        .forEachEntry((key, value) -> RunMarks.label(workflow, key, value.asString("")));
    metadata
        .path("annotations")
        .forEachEntry((key, value) -> RunMarks.annotate(workflow, key, value.asString("")));
    RunMarks.mark(workflow, template, rhythm(workflow, entrypoint));
    // Without it the tag workflow.scheduledTime would stay as it is, and nobody would say so.
    RunMarks.annotate(workflow, Argo.SCHEDULED_TIME, Times.exact(time));
    return workflow;
  }

  private String rhythm(Workflow workflow, String entrypoint) {
    return workflow
        .label(TemplateNames.RHYTHM)
        .or(
            () ->
                Optional.ofNullable(cron.getMetadata().getLabels())
                    .map(l -> l.get(TemplateNames.RHYTHM)))
        .orElse(entrypoint);
  }
}
