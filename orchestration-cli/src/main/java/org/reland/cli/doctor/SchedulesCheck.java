package org.reland.cli.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.reland.cli.argo.Argo;
import tools.jackson.databind.JsonNode;

/** The template's schedules: one that the controller has refused says so nowhere. */
final class SchedulesCheck implements ClusterCheck {
  /** The controller takes a moment to look at a new one. */
  private static final Duration A_MOMENT = Duration.ofSeconds(30);

  @Override
  public String subject() {
    return "schedules";
  }

  @Override
  public List<Finding> look(Installation installation) {
    List<Finding> findings = new ArrayList<>();
    for (JsonNode cron : installation.argo("cronworkflows")) {
      JsonNode template =
          cron.path("spec").path("workflowSpec").path("workflowTemplateRef").path("name");
      if (template.asString("").equals(installation.template())) {
        findings.add(look(cron, Instant.now()));
      }
    }
    if (findings.isEmpty() && !installation.rendered().isMissingNode()) {
      findings.add(
          Finding.note(
              "nothing runs %s by the clock".formatted(installation.template()),
              "reland apply DIR/cron brings the schedules"));
    }
    return findings;
  }

  static Finding look(JsonNode cron, Instant now) {
    String name = ControllerCheck.name(cron);
    for (JsonNode condition : cron.path("status").path("conditions")) {
      String type = condition.path("type").asString("");
      if (type.endsWith("Error") && condition.path("status").asString("").equals("True")) {
        return Finding.wrong(
            "%s: %s: %s".formatted(name, type, condition.path("message").asString("")),
            "mend it where it is rendered, and reland apply DIR/cron");
      }
    }
    if (cron.path("spec").path("suspend").asBoolean(false)) {
      return Finding.note(name + " is suspended", "reland cron resume " + name);
    }
    if (accepted(cron)) {
      return Finding.good(
          "%s, %s".formatted(name, cron.path("spec").path("schedules").path(0).asString("")));
    }
    if (ControllerCheck.created(cron).plus(A_MOMENT).isAfter(now)) {
      return Finding.unknown(name + " is new", "look again in half a minute");
    }
    return Finding.wrong(
        "the controller has not taken up %s: its template came later, or its schedule or time zone is wrong"
            .formatted(name),
        "reland lint DIR; then make it look again: reland cron suspend %s && reland cron resume %s"
            .formatted(name, name));
  }

  /** Whether a controller has taken it up. */
  static boolean accepted(JsonNode cron) {
    return cron.path("metadata").path("annotations").has(Argo.LAST_USED_SCHEDULE);
  }
}
