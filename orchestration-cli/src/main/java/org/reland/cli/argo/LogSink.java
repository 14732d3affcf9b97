package org.reland.cli.argo;

/** Takes log lines; several pods at a time may bring theirs. */
@FunctionalInterface
public interface LogSink {
  /**
   * One line of a pod.
   *
   * @param nodeId the node that the pod is
   */
  void line(String nodeId, String text);

  /** No more lines will come from this pod. */
  default void end(String nodeId) {}
}
