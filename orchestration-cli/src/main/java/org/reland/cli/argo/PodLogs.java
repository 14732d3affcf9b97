package org.reland.cli.argo;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The logs of a workflow's pods. Without following, one pod after the other, the oldest first;
 * following, all at once, and pods that come later too, until the workflow has ended.
 */
final class PodLogs {
  private final KubernetesClient client;
  private final KubernetesCalls calls;
  private final ArgoApi api;
  private final String workflow;
  private final LogRequest request;
  private final LogSink sink;
  private final Patience patience;
  private final Set<String> seen = new HashSet<>();

  PodLogs(
      KubernetesClient client,
      KubernetesCalls calls,
      ArgoApi api,
      String workflow,
      LogRequest request,
      LogSink sink,
      Patience patience) {
    this.client = client;
    this.calls = calls;
    this.api = api;
    this.workflow = workflow;
    this.request = request;
    this.sink = sink;
    this.patience = patience;
  }

  /** Number of pods. */
  int run() throws InterruptedException {
    if (request.follow()) {
      follow();
    } else {
      for (Pod pod : newPods()) {
        log(pod).read(false);
      }
    }
    return seen.size();
  }

  private void follow() throws InterruptedException {
    Map<PodLog, Future<?>> logs = new LinkedHashMap<>();
    ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
    try {
      RetryPause pause = patience.pauses().get();
      boolean last = false;
      while (!last) {
        try {
          boolean ended = api.workflow(workflow).state().completed();
          for (Pod pod : newPods()) {
            PodLog log = log(pod);
            logs.put(log, readers.submit(() -> follow(log)));
          }
          pause.succeeded();
          last = ended; // and no pod of its last moment is missed, as they were listed after it
        } catch (ApiException e) {
          pause.after(e);
        }
        check(logs.values());
        if (!last) {
          Thread.sleep(patience.look());
        }
      }
      end(readers, logs);
    } finally {
      readers.shutdownNow(); // where one has failed, or whoever follows has enough
    }
  }

  /** The workflow is over: a log that does not end by itself is on a dead connection. */
  private void end(ExecutorService readers, Map<PodLog, Future<?>> logs)
      throws InterruptedException {
    readers.shutdown();
    if (!readers.awaitTermination(patience.ending().toMillis(), TimeUnit.MILLISECONDS)) {
      logs.keySet().forEach(PodLog::finish);
      while (!readers.awaitTermination(patience.look().toMillis(), TimeUnit.MILLISECONDS)) {
        check(logs.values());
      }
    }
    check(logs.values());
  }

  /** Who follows is told at once that a log cannot be read. */
  private static void check(Collection<Future<?>> logs) {
    for (Future<?> log : logs) {
      if (log.state() == Future.State.FAILED) {
        switch (log.exceptionNow()) {
          case RuntimeException e -> throw e;
          case Throwable e -> throw new IllegalStateException(e);
        }
      }
    }
  }

  private static @Nullable Void follow(PodLog log) throws InterruptedException {
    log.read(true);
    return null;
  }

  private PodLog log(Pod pod) {
    return new PodLog(client, calls, pod, node(pod), sink, patience);
  }

  /** Pods that are wanted and have begun since the last look, the oldest first. */
  private List<Pod> newPods() {
    return calls
        .call(
            "list pods",
            () ->
                client
                    .pods()
                    .inNamespace(api.namespace())
                    .withLabel(Argo.WORKFLOW, workflow)
                    .list()
                    .getItems())
        .stream()
        .filter(pod -> request.node().test(node(pod)) && started(pod))
        .sorted(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()))
        .toList();
  }

  /** Whether it has something to say and is new to us. A pod that comes again has another id. */
  private boolean started(Pod pod) {
    boolean started =
        pod.getStatus() != null
            && pod.getStatus().getContainerStatuses().stream()
                .filter(container -> container.getName().equals(PodLog.CONTAINER))
                .map(ContainerStatus::getState)
                .anyMatch(state -> state.getRunning() != null || state.getTerminated() != null);
    return started && seen.add(pod.getMetadata().getUid());
  }

  private static String node(Pod pod) {
    return Workflow.value(pod.getMetadata().getAnnotations(), Argo.NODE_ID)
        .orElse(pod.getMetadata().getName());
  }
}
