package org.reland.cli.argo;

import java.util.List;

/**
 * What we ask of Argo, in one namespace. Every method throws {@link ApiException} where the server
 * refuses or is not reached.
 */
public interface ArgoApi extends WatchedWorkflows, AutoCloseable {
  String namespace();

  /** Where the server is, for messages. */
  String server();

  Workflow workflow(String name);

  /** Workflows with a label, newest first. */
  List<Workflow> workflows(String labelSelector);

  /**
   * Creates a workflow under the name that it has.
   *
   * @throws ApiException {@link ApiException#conflict} where there is one of that name
   */
  Workflow create(Workflow workflow);

  /** Stops it: running pods end, the exit handler runs. */
  void stop(String name);

  /** Ends it at once: no exit handler. */
  void terminate(String name);

  /** Starts nothing new; what runs goes on. */
  void suspend(String name);

  void resume(String name);

  /** Answers a node of type Suspend that waits. */
  void answer(String name, String nodeId, Answer answer);

  /**
   * Hands over the lines of the main containers of a workflow's pods, of each pod in order. Who
   * follows gets each once, over dropped connections, until the workflow has ended.
   *
   * @return the number of pods that there were
   */
  int logs(String workflow, LogRequest request, LogSink sink) throws InterruptedException;

  WorkflowTemplate template(String name);

  List<WorkflowTemplate> templates();

  CronWorkflow cron(String name);

  List<CronWorkflow> crons();

  void suspendCron(String name, boolean suspended);

  /** Changes an annotation and nothing else: the controller looks at it again. */
  void touchCron(String name);

  /** Whether resources of a kind can be brought this way. */
  default boolean canApply(String kind) {
    return true;
  }

  /**
   * Makes a resource be as the manifest says.
   *
   * @param force takes fields over that somebody else manages
   */
  void apply(Manifest manifest, boolean force);

  @Override
  void close();
}
