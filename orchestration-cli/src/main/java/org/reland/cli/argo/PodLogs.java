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
    if (!request.follow()) {
      for (Pod pod : pods()) {
        if (started(pod)) {
          stream(pod).read(false, RetryPause.ofSystem());
        }
      }
      return seen.size();
    }
    List<Thread> readers = new ArrayList<>();
    List<ApiException> failures = new ArrayList<>();
    RetryPause pause = RetryPause.ofSystem();
    boolean last = false;
    while (true) {
      try {
        boolean ended = api.workflow(workflow).state().completed();
        for (Pod pod : pods()) {
          if (started(pod)) {
            readers.add(Thread.ofVirtual().start(() -> follow(pod, failures)));
          }
        }
        pause.succeeded();
        if (ended && last) {
          break;
        }
        last = ended; // pods of the last moment are seen by one look more
      } catch (ApiException e) {
        pause.after(e);
      }
      if (!last) {
        Thread.sleep(LOOK);
      }
    }
    for (Thread reader : readers) {
      reader.join();
    }
    synchronized (failures) {
      if (!failures.isEmpty()) {
        throw failures.getFirst();
      }
    }
    return seen.size();
  }

  private void follow(Pod pod, List<ApiException> failures) {
    try {
      stream(pod).read(true, RetryPause.ofSystem());
    } catch (ApiException e) {
      synchronized (failures) {
        failures.add(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private PodLog stream(Pod pod) {
    return new PodLog(client, calls, pod, node(pod), sink);
  }

  /** Pods of the workflow that are wanted, the oldest first. */
  private List<Pod> pods() {
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
        .filter(pod -> request.node().test(node(pod)))
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
