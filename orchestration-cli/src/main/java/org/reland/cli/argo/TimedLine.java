package org.reland.cli.argo;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** A log line as Kubernetes gives it with timestamps: the time, a space, the text. */
record TimedLine(Instant time, String text) {
  /** Empty where it is none: a message of the kubelet in place of the log. */
  static Optional<TimedLine> parse(String line) {
    int space = line.indexOf(' ');
    String time = space < 0 ? line : line.substring(0, space);
    try {
      return Optional.of(
          new TimedLine(Instant.parse(time), space < 0 ? "" : line.substring(space + 1)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
