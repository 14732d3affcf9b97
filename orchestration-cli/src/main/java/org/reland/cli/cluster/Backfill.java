package org.reland.cli.cluster;

import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.reland.cli.argo.ApiException;
import org.reland.cli.argo.Argo;
import org.reland.cli.argo.ArgoApi;
import org.reland.cli.argo.Phase;
import org.reland.cli.argo.Workflow;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.UsageException;
import org.reland.workflows.cron.Ticks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs of a cron workflow for times that have passed. Each is named by its time, as the controller
 * would have named it: so there is one at most, whoever made it, and the same command given again
 * goes on. So many mutexes as may run side by side keep the width; who waits for one is Pending.
 *
 * <p>Argo's own backfill does not serve: it leaves the time zone out, and its runs bear the present
 * as their time.
 */
final class Backfill {
  private static final int MOST = 1000;

  private final ArgoApi argo;
  private final CronRuns runs;
  private final List<String> values;
  private final PrintStream out;
  private final List<String> failed = new ArrayList<>();

  Backfill(ArgoApi argo, CronRuns runs, List<String> values, PrintStream out) {
    this.argo = argo;
    this.runs = runs;
    this.values = values;
    this.out = out;
  }

  /**
   * The ticks of a span, up to now.
   *
   * @throws UsageException where the span cannot be read, is empty or too long
   */
  static List<Instant> ticks(Ticks ticks, String from, String to, Instant now) {
    if (!ticks.areFixed()) {
      throw new UsageException(
          "a schedule with @every has no times of its own that could be made up for");
    }
    Instant first = time("FROM", from, ticks.zone(), false);
    Instant end = time("TO", to, ticks.zone(), true);
    if (!first.isBefore(end)) {
      throw new UsageException("FROM %s is behind TO %s".formatted(from, to));
    }
    if (first.isAfter(now)) {
      throw new UsageException("FROM %s is yet to come".formatted(from));
    }
    Instant before = end.isAfter(now) ? now : end;
    List<Instant> found = ticks.between(first, before, MOST + 1);
    if (found.size() > MOST) {
      throw new UsageException(
          "from %s to %s are more than %d times: take shorter spans".formatted(from, to, MOST));
    }
    return found;
  }

  /** Of an end the first moment behind it. Where autumn repeats an hour, an end is its second. */
  private static Instant time(String what, String text, ZoneId zone, boolean end) {
    try {
      if (text.length() == 10) {
        LocalDate day = LocalDate.parse(text);
        return (end ? day.plusDays(1) : day).atStartOfDay(zone).toInstant();
      }
      if (text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")) {
        return OffsetDateTime.parse(text).toInstant().plusNanos(end ? 1 : 0);
      }
      var local = LocalDateTime.parse(text).atZone(zone);
      return end
          ? local.withLaterOffsetAtOverlap().toInstant().plusNanos(1)
          : local.withEarlierOffsetAtOverlap().toInstant();
    } catch (DateTimeException e) {
      throw new UsageException(
          "%s '%s' is no time: 2026-11-01, 2026-11-01T05:00 or 2026-11-01T05:00Z is expected"
              .formatted(what, text),
          e);
    }
  }

  void run(List<Instant> ticks, int parallel, boolean dryRun) {
    if (parallel < 1) {
      throw new UsageException("--parallel %d: at least 1".formatted(parallel));
    }
    String cron = runs.cron().name();
    if (runs.cron().timezone().isEmpty()) {
      out.println(cron + " names no time zone: UTC is taken, as controllers run");
    }
    int created = 0;
    for (int i = 0; i < ticks.size(); i++) {
      Instant tick = ticks.get(i);
      String name = cron + "-" + tick.getEpochSecond();
      String local = tick.atZone(runs.ticks().zone()).toOffsetDateTime().toString();
      String outcome = dryRun ? "" : create(name, tick, i % parallel);
      created += outcome.equals("created") ? 1 : 0;
      out.println("  %s  %s  %s".formatted(local, name, outcome).stripTrailing());
    }
    out.println(
        dryRun
            ? "%d times".formatted(ticks.size())
            : "%d times, %d runs created, %d at a time: reland status shows them"
                .formatted(ticks.size(), created, parallel));
    if (!failed.isEmpty()) {
      throw new BadDataException(
          "%d of these times have failed before, and this does not run them again:%s"
              .formatted(
                  failed.size(),
                  failed.stream()
                      .map("\n  reland resubmit "::concat)
                      .collect(Collectors.joining())));
    }
  }

  /** One that was there already is left alone, even if it has come to a bad end. */
  private String create(String name, Instant tick, int lane) {
    Workflow workflow = runs.workflow(tick, values);
    RunMarks.name(workflow, name);
    RunMarks.label(workflow, Argo.BACKFILL, runs.cron().name());
    lock(workflow.getSpec(), "backfill-" + runs.cron().name() + "-" + lane);
    try {
      argo.create(workflow);
      return "created";
    } catch (ApiException e) {
      if (!e.conflict()) {
        throw e;
      }
      Phase phase = argo.workflow(name).state().currentPhase();
      if (isBad(phase) && !isMended(name)) {
        failed.add(name);
      }
      return "there already" + (phase.text().isEmpty() ? "" : " (" + phase.text() + ")");
    }
  }

  private static boolean isBad(Phase phase) {
    return phase.ended() && phase != Phase.SUCCEEDED;
  }

  /** Whether somebody has run it again, and that has not failed as well. */
  private boolean isMended(String name) {
    return argo.workflows(Argo.RESUBMITTED_FROM + "=" + name).stream()
        .anyMatch(again -> !isBad(again.state().currentPhase()));
  }

  private static void lock(ObjectNode spec, String name) {
    JsonNode there = spec.get("synchronization");
    ObjectNode locks =
        there instanceof ObjectNode object ? object : spec.putObject("synchronization");
    JsonNode mutexes = locks.get("mutexes");
    ArrayNode list = mutexes instanceof ArrayNode array ? array : locks.putArray("mutexes");
    list.addObject().put("name", name);
  }
}
