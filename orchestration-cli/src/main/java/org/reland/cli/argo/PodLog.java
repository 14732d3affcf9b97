package org.reland.cli.argo;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The log of one pod's main container, each line once, over dropped connections. */
final class PodLog {
  /** What Argo calls the container that is ours, beside its own. */
  static final String CONTAINER = "main";

  private final KubernetesClient client;
  private final KubernetesCalls calls;
  private final String namespace;
  private final String pod;
  private final String node;
  private final LogSink sink;
  private final LogPosition position = new LogPosition();
  private final Patience patience;
  private long lines;
  private volatile boolean finishing;
  private volatile @Nullable LineStream open;

  PodLog(
      KubernetesClient client,
      KubernetesCalls calls,
      Pod pod,
      String node,
      LogSink sink,
      Patience patience) {
    this.client = client;
    this.calls = calls;
    this.namespace = pod.getMetadata().getNamespace();
    this.pod = pod.getMetadata().getName();
    this.node = node;
    this.sink = sink;
    this.patience = patience;
  }

  /**
   * Hands over all of it.
   *
   * @param follow whether to wait for what comes until the container has ended
   */
  void read(boolean follow) throws InterruptedException {
    RetryPause pause = patience.pauses().get();
    boolean complete = false;
    while (!complete) {
      long before = lines;
      long start = System.nanoTime();
      try {
        if (follow && !finishing) {
          readOnce(true);
          if (!finishing && running()) {
            throw dropped("the stream ends though the container runs");
          }
        }
        readOnce(false); // also what came between the stream's end and the container's
        complete = true;
      } catch (ApiException e) {
        complete = gone(e);
        if (!complete) {
          if (lines > before || System.nanoTime() - start >= patience.held().toNanos()) {
            pause.succeeded();
          }
          pause.after(e.notFound() ? dropped(e.getMessage() + ", though the pod is there") : e);
        }
      }
    }
    sink.end(node);
  }

  /** Waits no longer for more: what there is now is read, and that is all. */
  void finish() {
    finishing = true;
    LineStream stream = open;
    if (stream != null) {
      stream.close();
    }
  }

  /**
   * Whether the pod has been deleted, and its log with it. A proxy may say the same of a path that
   * it does not know.
   */
  private boolean gone(ApiException failure) {
    if (!failure.notFound()) {
      return false;
    }
    try {
      return pod().isEmpty();
    } catch (ApiException e) {
      return false; // asked again after a pause
    }
  }

  private void readOnce(boolean follow) throws InterruptedException {
    position.reconnected();
    String path =
        "/api/v1/namespaces/%s/pods/%s/log?container=%s&timestamps=true&follow=%s%s"
            .formatted(
                namespace,
                pod,
                CONTAINER,
                follow,
                position.since().map(time -> "&sinceTime=" + time).orElse(""));
    try (var stream = new LineStream(what(), calls.stream(what(), path), patience.silence())) {
      open = follow ? stream : null;
      if (follow && finishing) {
        return; // told so before there was anything to close
      }
      for (var line = stream.next(); line.isPresent(); line = stream.next()) {
        take(line.get());
      }
      if (!follow && !stream.rest().isEmpty()) {
        take(stream.rest());
      }
    } finally {
      open = null;
    }
  }

  private void take(String line) {
    Optional<TimedLine> timed = TimedLine.parse(line);
    if (timed.isEmpty()) {
      sink.line(new LogLine(node, Optional.empty(), line));
    } else if (position.isNew(timed.get().time())) {
      sink.line(new LogLine(node, timed.map(TimedLine::time), timed.get().text()));
      position.taken(timed.get().time());
      lines++;
    }
  }

  private boolean running() {
    return pod().stream()
        .flatMap(now -> now.getStatus().getContainerStatuses().stream())
        .filter(container -> container.getName().equals(CONTAINER))
        .anyMatch(container -> container.getState().getTerminated() == null);
  }

  private Optional<Pod> pod() {
    return calls.call(
        "get pod " + pod,
        () -> Optional.ofNullable(client.pods().inNamespace(namespace).withName(pod).get()));
  }

  private String what() {
    return "get log of pod " + pod;
  }

  private ApiException dropped(String why) {
    return new ApiException(ApiException.UNREACHED, what(), why);
  }
}
