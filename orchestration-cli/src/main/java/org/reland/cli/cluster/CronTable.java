package org.reland.cli.cluster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reland.cli.argo.ArgoApi;
import org.reland.cli.argo.Condition;
import org.reland.cli.argo.CronStatus;
import org.reland.cli.argo.CronWorkflow;
import org.reland.cli.argo.WorkflowTemplate;
import org.reland.cli.output.JsonOption;
import org.reland.cli.status.Columns;
import org.reland.cli.status.Times;
import org.reland.kit.error.BadDataException;
import org.reland.workflows.cron.Ticks;

/** The cron workflows of a namespace, and below them what is wrong, with what to do. */
final class CronTable {
  private static final int NEXT = 3;

  private final ArgoApi argo;
  private final Instant now;

  CronTable(ArgoApi argo, Instant now) {
    this.argo = argo;
    this.now = now;
  }

  List<String> lines() {
    List<CronWorkflow> crons = argo.crons();
    if (crons.isEmpty()) {
      return List.of("no cron workflows in namespace " + argo.namespace());
    }
    Set<String> templates =
        argo.templates().stream().map(WorkflowTemplate::name).collect(Collectors.toSet());
    List<List<String>> cells = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    cells.add(
        List.of("NAME", "SCHEDULES", "TIMEZONE", "LAST (UTC)", "ACTIVE", "STATE", "NEXT (UTC)"));
    for (CronWorkflow cron : crons) {
      cells.add(
          List.of(
              cron.name(),
              String.join(", ", cron.schedules()),
              cron.timezone().orElse("-"),
              Times.minute(cron.state().lastScheduledTime()),
              Integer.toString(active(cron.state())),
              state(cron),
              next(cron)));
      warnings.addAll(warnings(cron, templates));
    }
    List<String> lines = new ArrayList<>(Columns.align(cells));
    lines.addAll(warnings);
    return lines;
  }

  /** The same for scripts, a cron workflow each. */
  List<Map<String, @Nullable Object>> members() {
    Set<String> templates =
        argo.templates().stream().map(WorkflowTemplate::name).collect(Collectors.toSet());
    List<Map<String, @Nullable Object>> members = new ArrayList<>();
    for (CronWorkflow cron : argo.crons()) {
      Instant last = cron.state().lastScheduledTime();
      members.add(
          JsonOption.object(
              "name", cron.name(),
              "schedules", cron.schedules(),
              "timezone", cron.timezone().orElse(null),
              "last", last == null ? null : last.toString(),
              "active", active(cron.state()),
              "state", state(cron),
              "next", coming(cron).orElse(List.of()).stream().map(Instant::toString).toList(),
              "warnings", warnings(cron, templates)));
    }
    return members;
  }

  private static int active(CronStatus status) {
    return status.active() == null ? 0 : status.active().size();
  }

  private static String state(CronWorkflow cron) {
    if (cron.suspended()) {
      return "suspended";
    }
    return "Stopped".equals(cron.state().phase()) ? "stopped" : "on";
  }

  private String next(CronWorkflow cron) {
    return coming(cron)
        .map(ticks -> String.join(", ", ticks.stream().map(Times::minute).toList()))
        .orElse("?");
  }

  /** When it is due; empty where its schedules are wrong. */
  private Optional<List<Instant>> coming(CronWorkflow cron) {
    List<Instant> next = new ArrayList<>();
    if (!state(cron).equals("on")) {
      return Optional.of(next);
    }
    try {
      Ticks ticks = Ticks.of(cron.schedules(), cron.timezone());
      Optional<Instant> last = Optional.ofNullable(cron.state().lastScheduledTime());
      Optional<Instant> tick = ticks.next(ticks.areFixed() ? now : last.orElse(now));
      while (tick.isPresent() && next.size() < NEXT) {
        next.add(tick.get());
        tick = ticks.next(tick.get());
      }
      return Optional.of(next);
    } catch (BadDataException e) {
      return Optional.empty();
    }
  }

  private List<String> warnings(CronWorkflow cron, Set<String> templates) {
    List<String> warnings = new ArrayList<>();
    try {
      Ticks.of(cron.schedules(), cron.timezone());
    } catch (BadDataException e) {
      warnings.add(warning(cron, String.valueOf(e.getMessage())));
    }
    String template = CronRuns.template(cron);
    if (!template.isEmpty() && !templates.contains(template)) {
      warnings.add(
          warning(cron, "its template %s is not there: reland apply DIR".formatted(template)));
    }
    for (Condition error : cron.state().errors()) {
      warnings.add(warning(cron, error.type() + ": " + error.message()));
    }
    if (cron.isRefused(now) && !cron.suspended()) {
      warnings.add(
          warning(
              cron,
              "the controller has never taken it up (it says why in its log only: a template that was not there yet, a schedule or time zone that is wrong). Once that is mended, reland apply makes it look again, or: reland cron suspend %s && reland cron resume %s"
                  .formatted(cron.name(), cron.name())));
    }
    return warnings;
  }

  private static String warning(CronWorkflow cron, String text) {
    return "warning: %s: %s".formatted(cron.name(), text);
  }
}
