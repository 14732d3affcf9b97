package org.reland.cli.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reland.cli.argo.Manifest;
import org.reland.cli.testing.MemoryArgo;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.UsageException;
import org.reland.workflows.cron.Ticks;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Which times a backfill makes up for, in the time zone of its rhythm. */
final class BackfillTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private static final Ticks NIGHTLY =
      Ticks.of(List.of("30 2 * * *"), Optional.of("Europe/Berlin"));

  @Test
  void daysAreThoseOfTheRhythmsTimeZoneAndBothCount() {
    assertEquals(
        List.of("2026-11-01T01:30:00Z", "2026-11-02T01:30:00Z", "2026-11-03T01:30:00Z"),
        ticks("2026-11-01", "2026-11-03"));
  }

  @Test
  void theNightThatHasTheHourTwiceHasTwoRunsAndTheOneWithoutItNone() {
    assertEquals(
        List.of("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"), ticks("2026-10-25", "2026-10-25"));
    assertEquals(List.of(), ticks("2026-03-29", "2026-03-29"));
  }

  @Test
  void timesAreLocalOrHaveAnOffset() {
    assertEquals(List.of("2026-11-02T01:30:00Z"), ticks("2026-11-01T02:31", "2026-11-02T02:30"));
    assertEquals(
        List.of("2026-11-01T01:30:00Z"), ticks("2026-11-01T01:30Z", "2026-11-02T02:29+01:00"));
    assertEquals(List.of(), ticks("2026-11-01T02:31", "2026-11-02T02:29"));
  }

  @Test
  void whatIsYetToComeIsLeftToTheRhythm() {
    assertEquals(List.of("2026-11-23T01:30:00Z"), ticks("2026-11-23", "2026-12-31"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-11-03 | 2026-11-01 | is behind TO",
        "2026-11-24 | 2026-11-30 | is yet to come",
        "1.11.2026  | 2026-11-30 | FROM '1.11.2026' is no time",
        "2026-11-01 | tomorrow   | TO 'tomorrow' is no time",
        "2020-01-01 | 2026-11-01 | more than 1000 times",
      })
  void aSpanThatCannotBeMeantIsRefused(String from, String to, String message) {
    UsageException e = assertThrows(UsageException.class, () -> ticks(from, to));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void aScheduleWithoutTimesOfItsOwnCannotBeMadeUpFor() {
    Ticks every = Ticks.of(List.of("@every 1h"), Optional.empty());
    assertThrows(
        UsageException.class, () -> Backfill.ticks(every, "2026-11-01", "2026-11-02", NOW));
  }

  /** They are there, so they are not made again; who reads only the last line has to know. */
  @Test
  void timesThatHaveFailedBeforeAreToldAtTheEndUntilTheyHaveBeenRunAgain() {
    try (var argo = new MemoryArgo()) {
      argo.apply(
          manifest(
              "{apiVersion: argoproj.io/v1alpha1, kind: WorkflowTemplate, metadata: {name: t}, spec: {entrypoint: a, templates: [{name: a}]}}"),
          false);
      argo.apply(
          manifest(
              "{apiVersion: argoproj.io/v1alpha1, kind: CronWorkflow, metadata: {name: c}, spec: {schedules: ['0 5 * * *'], timezone: UTC, workflowSpec: {workflowTemplateRef: {name: t}}}}"),
          false);
      assertEquals("", failure(argo));
      argo.status("c-1793422800", phase("Failed"));
      argo.status("c-1793509200", phase("Succeeded"));
      String failure = failure(argo);
      assertTrue(failure.startsWith("1 of these times have failed"), failure);
      assertTrue(failure.endsWith("\n  reland resubmit c-1793422800"), failure);
      new Resubmission(argo).resubmit("c-1793422800");
      assertEquals("", failure(argo));
    }
  }

  private static String failure(MemoryArgo argo) {
    CronRuns runs = CronRuns.of(argo, "c");
    List<Instant> ticks = Backfill.ticks(runs.ticks(), "2026-10-31", "2026-11-02", NOW);
    assertEquals(3, ticks.size());
    try {
      new Backfill(argo, runs, List.of(), System.out).run(ticks, 1, false);
      return "";
    } catch (BadDataException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static ObjectNode phase(String phase) {
    return JsonNodeFactory.instance.objectNode().put("phase", phase);
  }

  private static Manifest manifest(String text) {
    return new Manifest("test", text, new YAMLMapper().readTree(text));
  }

  private static List<String> ticks(String from, String to) {
    return Backfill.ticks(NIGHTLY, from, to, NOW).stream().map(Instant::toString).toList();
  }
}
