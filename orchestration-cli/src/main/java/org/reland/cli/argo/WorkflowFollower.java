package org.reland.cli.argo;

import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Follows one workflow over dropped connections, restarts of the server and forgotten versions.
 * Whoever follows sees the newest state at once and every later one at least once; what changed
 * while there was no connection is seen as one change.
 */
public final class WorkflowFollower {
  private static final long SHORT_NANOS = 5_000_000_000L;

  private final WatchedWorkflows api;
  private final RetryPause pause;
  private final LongSupplier clock;

  /**
   * A follower.
   *
   * @param clock nanoseconds
   */
  WorkflowFollower(WatchedWorkflows api, RetryPause pause, LongSupplier clock) {
    this.api = api;
    this.pause = pause;
    this.clock = clock;
  }

  public WorkflowFollower(ArgoApi api) {
    this(api, RetryPause.ofSystem(), System::nanoTime);
  }

  /**
   * Hands over states until {@code goOn} says no.
   *
   * @return whether the workflow was still there then
   * @throws ApiException where there is none of that name, or the server stays away
   */
  public boolean follow(String name, Predicate<Workflow> goOn) throws InterruptedException {
    var progress = new Progress(goOn);
    while (progress.end == null) {
      long start = clock.getAsLong();
      try {
        if (progress.version == null) {
          look(name, progress);
        } else {
          watch(name, progress.version, progress, start);
        }
      } catch (ApiException e) {
        if (held(start)) {
          pause.succeeded();
        }
        pause.after(e.gone() ? dropped(name, String.valueOf(e.getMessage()), e) : e);
        progress.version = null;
      }
    }
    return progress.end;
  }

  private void look(String name, Progress progress) {
    Snapshot snapshot = api.snapshot(name);
    if (snapshot.workflow().isPresent()) {
      progress.known = true;
      progress.version = snapshot.version();
      progress.take(snapshot.workflow().get());
    } else if (progress.known) {
      progress.end = false;
    } else {
      throw new ApiException(404, "get workflow " + name, "workflow \"" + name + "\" not found");
    }
  }

  private void watch(String name, String version, Progress progress, long start)
      throws InterruptedException {
    long before = progress.events;
    api.watch(name, version, progress::event);
    if (progress.events == before && !held(start)) {
      throw dropped(name, "the server ends every watch at once", null);
    }
  }

  /** A connection that held for a while is no sign of a server that stays away. */
  private boolean held(long start) {
    return clock.getAsLong() - start >= SHORT_NANOS;
  }

  private static ApiException dropped(String name, String why, @Nullable ApiException cause) {
    return new ApiException(ApiException.UNREACHED, "watch workflow " + name, why, cause);
  }

  /** How far the stream has come. */
  private final class Progress {
    private final Predicate<Workflow> goOn;
    private @Nullable String version;
    private @Nullable Boolean end;
    private boolean known;
    private long events;

    private Progress(Predicate<Workflow> goOn) {
      this.goOn = goOn;
    }

    private boolean event(WatchEvent event) {
      pause.succeeded();
      events++;
      version = event.version();
      switch (event.kind()) {
        case CHANGED -> take(event.workflow());
        case DELETED -> end = false;
        case BOOKMARK -> {}
      }
      return end == null;
    }

    private void take(Workflow workflow) {
      if (!goOn.test(workflow)) {
        end = true;
      }
    }
  }
}
