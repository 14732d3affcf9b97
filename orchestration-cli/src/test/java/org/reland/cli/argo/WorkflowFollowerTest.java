package org.reland.cli.argo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Connections drop, servers restart, versions are forgotten. */
final class WorkflowFollowerTest {
  private final Deque<Stream> streams = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<Phase> seen = new ArrayList<>();
  private Optional<Workflow> now = Optional.of(workflow(Phase.RUNNING, "3"));
  private Runnable pauseHook = () -> {};
  private boolean away;
  private long nanos;

  /** What one connection brings before it ends. */
  private record Stream(List<WatchEvent> events, Optional<ApiException> end, long nanos) {}

  @Test
  void itStartsFromWhatIsThereAndEndsWithTheWorkflow() throws InterruptedException {
    stream(List.of(changed(Phase.RUNNING, "4"), changed(Phase.SUCCEEDED, "5")));
    assertTrue(follow());
    assertEquals(List.of(Phase.RUNNING, Phase.RUNNING, Phase.SUCCEEDED), seen);
    assertEquals(List.of("list", "watch 10"), asked);
  }

  @Test
  void itWatchesFromTheListsVersionSinceAnOldWorkflowsOwnIsForgotten() throws InterruptedException {
    now = Optional.of(workflow(Phase.RUNNING, "1"));
    stream(List.of(changed(Phase.SUCCEEDED, "12")));
    assertTrue(follow());
    assertEquals(List.of("list", "watch 10"), asked);
  }

  @Test
  void aBookmarkMovesTheVersionFromWhichTheNextWatchGoesOn() throws InterruptedException {
    stream(List.of(new WatchEvent(WatchEvent.Kind.BOOKMARK, workflow(Phase.NEW, "99"))));
    stream(List.of(changed(Phase.FAILED, "100")));
    assertTrue(follow());
    assertEquals(List.of("list", "watch 10", "watch 99"), asked);
    assertEquals(List.of(), pauses);
  }

  @Test
  void aDroppedConnectionIsTakenUpAgainWithWhatChangedMeanwhile() throws InterruptedException {
    drop(ApiException.UNREACHED, 0, changed(Phase.RUNNING, "4"));
    pauseHook = () -> now = Optional.of(workflow(Phase.SUCCEEDED, "8"));
    assertTrue(follow());
    assertEquals(Phase.SUCCEEDED, seen.getLast());
    assertEquals(1, pauses.size());
  }

  @Test
  void aVersionThatTheServerHasForgottenIsListedAnew() throws InterruptedException {
    drop(410, 0);
    stream(List.of(changed(Phase.SUCCEEDED, "12")));
    assertTrue(follow());
    assertEquals(List.of("list", "watch 10", "list", "watch 10"), asked);
  }

  @Test
  void aWorkflowThatIsDeletedEndsIt() throws InterruptedException {
    stream(List.of(new WatchEvent(WatchEvent.Kind.DELETED, workflow(Phase.RUNNING, "4"))));
    assertFalse(follow());
  }

  @Test
  void aWorkflowThatWasDeletedDuringADropEndsIt() throws InterruptedException {
    drop(ApiException.UNREACHED, 0);
    pauseHook = () -> now = Optional.empty();
    assertFalse(follow());
  }

  @Test
  void aWorkflowThatNeverWasIsNotFound() {
    now = Optional.empty();
    assertTrue(assertThrows(ApiException.class, this::follow).notFound());
  }

  @Test
  void aServerThatStaysAwayIsGivenUpAfterPausesThatGrow() {
    away = true;
    ApiException e = assertThrows(ApiException.class, this::follow);
    assertTrue(e.temporary());
    assertEquals(10, pauses.size());
    assertEquals(Duration.ofMillis(500), pauses.get(0));
    assertEquals(Duration.ofSeconds(1), pauses.get(1));
    assertEquals(Duration.ofSeconds(30), pauses.getLast());
  }

  @Test
  void aRefusalIsNotTriedAgain() {
    drop(403, 0);
    assertEquals(403, assertThrows(ApiException.class, this::follow).status());
    assertEquals(List.of(), pauses);
  }

  @Test
  void connectionsThatAProxyCutsEveryMinuteDoNotAddUp() throws InterruptedException {
    for (int i = 0; i < 50; i++) {
      drop(ApiException.UNREACHED, 60_000_000_000L);
    }
    stream(List.of(changed(Phase.SUCCEEDED, "12")));
    assertTrue(follow());
    assertEquals(List.of(Duration.ofMillis(500)), pauses.stream().distinct().toList());
  }

  @Test
  void aServerThatEndsEveryWatchAtOnceIsNotAskedWithoutEnd() {
    for (int i = 0; i < 50; i++) {
      stream(List.of());
    }
    assertThrows(ApiException.class, this::follow);
    assertEquals(10, pauses.size());
  }

  private boolean follow() throws InterruptedException {
    var api =
        new WatchedWorkflows() {
          @Override
          public Snapshot snapshot(String name) {
            asked.add("list");
            if (away) {
              throw new ApiException(ApiException.UNREACHED, "get", "refused");
            }
            return new Snapshot(now, "10");
          }

          @Override
          public void watch(String name, String version, Predicate<WatchEvent> goOn) {
            asked.add("watch " + version);
            Stream stream = streams.remove();
            nanos += stream.nanos();
            for (WatchEvent event : stream.events()) {
              if (!goOn.test(event)) {
                return;
              }
            }
            stream.end().ifPresent(WorkflowFollowerTest::raise);
          }
        };
    var pause =
        new RetryPause(
            time -> {
              pauses.add(time);
              pauseHook.run();
            },
            () -> 1);
    return new WorkflowFollower(api, pause, () -> nanos)
        .follow(
            "r",
            workflow -> {
              seen.add(workflow.state().currentPhase());
              return !workflow.state().completed();
            });
  }

  private static void raise(ApiException e) {
    throw e;
  }

  private void stream(List<WatchEvent> events) {
    streams.add(new Stream(events, Optional.empty(), 0));
  }

  private void drop(int status, long after, WatchEvent... events) {
    streams.add(
        new Stream(
            List.of(events), Optional.of(new ApiException(status, "watch", "dropped")), after));
  }

  private static WatchEvent changed(Phase phase, String version) {
    return new WatchEvent(WatchEvent.Kind.CHANGED, workflow(phase, version));
  }

  private static Workflow workflow(Phase phase, String version) {
    return TestWorkflows.of(
        "{metadata: {name: r, resourceVersion: '%s'}, spec: {}, status: {phase: '%s'}}"
            .formatted(version, phase.text()));
  }
}
