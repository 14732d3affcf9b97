package org.reland.cli.argo;

import java.util.function.Predicate;

/** What it takes to follow a workflow. */
interface WatchedWorkflows {
  /** The workflow as it is now, and the version from which a watch goes on. */
  Snapshot snapshot(String name);

  /**
   * Hands over the events of a workflow behind a version, until the server ends the stream or
   * {@code goOn} says no.
   *
   * @throws ApiException also {@link ApiException#gone}, and where the connection drops
   */
  void watch(String name, String version, Predicate<WatchEvent> goOn) throws InterruptedException;
}
