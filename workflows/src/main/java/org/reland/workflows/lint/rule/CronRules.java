package org.reland.workflows.lint.rule;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.reland.workflows.cron.Schedule;
import org.reland.workflows.lint.finding.Report;
import org.reland.workflows.lint.finding.Severity;
import org.reland.workflows.lint.manifest.Definition;
import org.reland.workflows.lint.manifest.Manifest;
import org.reland.workflows.lint.manifest.Manifests;
import org.reland.workflows.lint.manifest.TemplateType;
import org.reland.workflows.lint.scope.Runs;
import org.reland.workflows.lint.yaml.Place;
import org.reland.workflows.lint.yaml.YamlNode;

/** CronWorkflows: of most mistakes the controller only writes a line into its log. */
final class CronRules {
  private static final List<String> POLICIES = List.of("Allow", "Forbid", "Replace");
  private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

  private CronRules() {}

  static void schedules(Manifest document, Report report) {
    if (!document.isCron()) {
      return;
    }
    YamlNode schedules = document.root().at("spec", "schedules");
    if (schedules.items().isEmpty()) {
      report.error(schedules, "no schedule", "give a list, as schedules: [\"0 4 * * *\"]");
    }
    for (YamlNode schedule : schedules.items()) {
      Schedule.problem(schedule.text())
          .ifPresent(
              problem ->
                  report.error(
                      schedule,
                      "'%s': %s".formatted(schedule.text(), problem),
                      "write minute, hour, day of the month, month and day of the week, or"
                          + " @daily, @hourly, @every 1h"));
    }
  }

  static void zones(Manifest document, Report report) {
    YamlNode zone = document.root().at("spec", "timezone");
    if (!document.isCron()) {
      return;
    }
    if (zone.isAbsent()) {
      report.warning(
          zone, "without a time zone the controller's own counts", "give one, as Europe/Berlin");
    } else if (!ZONES.contains(zone.text()) || zone.text().startsWith("SystemV/")) {
      report.error(
          zone,
          "there is no time zone '%s': the controller does no more than log it"
              .formatted(zone.text()),
          "give one of the time zone database, as Europe/Berlin"
              + Suggestion.of(zone.text(), ZONES));
    }
  }

  static void policies(Manifest document, Report report) {
    YamlNode policy = document.root().at("spec", "concurrencyPolicy");
    if (document.isCron() && policy.isPresent() && !POLICIES.contains(policy.text())) {
      report.error(
          policy,
          "there is no concurrencyPolicy '%s'".formatted(policy.text()),
          "use one of them" + Suggestion.of(policy.text(), POLICIES));
    }
  }

  /**
   * A CronWorkflow that is there before its WorkflowTemplate is not looked at again until it
   * changes, the controller starts anew, or 20 minutes have passed.
   */
  static void order(Manifests manifests, Report report) {
    for (Definition definition : manifests.definitions()) {
      Optional<Definition> base = definition.base();
      if (definition.manifest().isCron()
          && base.isPresent()
          && base.get().manifest().order() > definition.manifest().order()) {
        boolean oneFile = base.get().spec().place().file().equals(definition.spec().place().file());
        report.add(
            oneFile ? Severity.ERROR : Severity.WARNING,
            definition.spec().at("workflowTemplateRef", "name"),
            "the CronWorkflow comes before its WorkflowTemplate, and would not start for 20 minutes",
            oneFile
                ? "put the WorkflowTemplate first"
                : "apply %s first, or name the files so that it comes first"
                    .formatted(base.get().spec().place().file()));
      }
    }
  }

  /** Nobody is there at night to let it go on. */
  static void suspends(Definition definition, Report report) {
    if (!definition.manifest().isCron()) {
      return;
    }
    Set<Place> running = Runs.from(definition);
    definition
        .all()
        .templates()
        .filter(template -> running.contains(template.node().place()))
        .filter(template -> template.is(TemplateType.SUSPEND))
        .filter(template -> template.node().at("suspend", "duration").isAbsent())
        .forEach(
            template ->
                report.warning(
                    template.node().at("suspend"),
                    "a run of %s stands still here until somebody lets it go on"
                        .formatted(definition.manifest().shown()),
                    "give suspend.duration, or leave it out of what runs by itself"));
  }
}
