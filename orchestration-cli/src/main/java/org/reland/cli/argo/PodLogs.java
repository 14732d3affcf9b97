package org.reland.cli.argo;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The logs of a workflow's pods. Without following, one pod after the other, the oldest first;
 * following, all at once, and pods that come later too, until the workflow has ended.
 */
final class PodLogs {
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final KubernetesClient client;
  private final KubernetesCalls calls;
  private final ArgoApi api;
  private final String workflow;
  private final LogRequest request;
  private final LogSink sink;
  private final Set<String> seen = new HashSet<>();

  PodLogs(
      KubernetesClient client,
      KubernetesCalls calls,
      ArgoApi api,
      String workflow,
      LogRequest request,
      LogSink sink) {
    this.client = client;
    this.calls = calls;
    this.api = api;
    this.workflow = workflow;
    this.request = request;
    this.sink = sink;
  }

  /** Number of pods. */
  int run() throws InterruptedException {
    if (request.follow()) {
      follow();
    } else {
      for (Pod pod : newPods()) {
        stream(pod).read(false, RetryPause.ofSystem());
      }
    }
    return seen.size();
  }

  private void follow() throws InterruptedException {
    List<Future<?>> logs = new ArrayList<>();
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      RetryPause pause = RetryPause.ofSystem();
      boolean last = false;
      while (!last) {
        try {
          boolean ended = api.workflow(workflow).state().completed();
          for (Pod pod : newPods()) {
            logs.add(readers.submit(() -> follow(pod)));
          }
          pause.succeeded();
          last = ended; // and no pod of its last moment is missed, as they were listed after it
        } catch (ApiException e) {
          pause.after(e);
        }
        if (!last) {
          Thread.sleep(LOOK);
        }
      }
    }
    for (Future<?> log : logs) {
      if (log.state() == Future.State.FAILED && log.exceptionNow() instanceof ApiException e) {
        throw e;
      }
    }
  }

  private @Nullable Void follow(Pod pod) throws InterruptedException {
    stream(pod).read(true, RetryPause.ofSystem());
    return null;
  }

  private PodLog stream(Pod pod) {
    return new PodLog(client, calls, pod, node(pod), sink);
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
