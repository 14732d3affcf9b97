package org.reland.cli.argo;

/** Takes log lines; several pods at a time may bring theirs. */
@FunctionalInterface
public interface LogSink {
  void line(LogLine line);

  /** No more lines will come from the pod of this node. */
  default void end(String nodeId) {}
}
