package org.reland.cli.argo;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * How long whoever follows logs waits for what.
 *
 * @param look between two looks for new pods
 * @param silence of a log before it is asked for anew; it may well be that nothing is printed
 * @param held a connection that lasted this long is no sign of a server that stays away
 * @param ending for logs to end by themselves after the workflow has
 * @param pauses between tries, one for each log
 */
record Patience(
    Duration look, Duration silence, Duration held, Duration ending, Supplier<RetryPause> pauses) {

  /** With a real server; pods that are stopped have half a minute to end. */
  static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(2),
          Duration.ofSeconds(90),
          Duration.ofSeconds(5),
          Duration.ofSeconds(35),
          RetryPause::ofSystem);
}
