package org.reland.cli.argo;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
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
  private long lines;

  PodLog(KubernetesClient client, KubernetesCalls calls, Pod pod, String node, LogSink sink) {
    this.client = client;
    this.calls = calls;
    this.namespace = pod.getMetadata().getNamespace();
    this.pod = pod.getMetadata().getName();
    this.node = node;
    this.sink = sink;
  }

  /** What there is now. */
  void copy() {
    read(false);
    sink.end(node);
  }

  /** Until the container has ended. */
  void follow(RetryPause pause) throws InterruptedException {
    boolean more = true;
    while (more) {
      long before = lines;
      try {
        read(true);
        more = running();
        if (!more) {
          read(false); // what came between the connection's end and the container's
        }
      } catch (ApiException e) {
        if (e.notFound()) { // deleted, and its log with it
          more = false;
        } else {
          retry(pause, before, e);
        }
        continue;
      }
      if (more) {
        retry(pause, before, dropped("the stream ends though the container runs", null));
      }
    }
    sink.end(node);
  }

  private void retry(RetryPause pause, long before, ApiException failure)
      throws InterruptedException {
    if (lines > before) {
      pause.succeeded();
    }
    pause.after(failure);
  }

  private void read(boolean follow) {
    position.reconnected();
    String path =
        "/api/v1/namespaces/%s/pods/%s/log?container=%s&timestamps=true&follow=%s%s"
            .formatted(
                namespace,
                pod,
                CONTAINER,
                follow,
                position.since().map(time -> "&sinceTime=" + time).orElse(""));
    try (InputStream stream = calls.stream(what(), path)) {
      var reader = new LineReader(stream);
      Optional<String> line = reader.next();
      while (line.isPresent()) {
        take(line.get());
        line = reader.next();
      }
      if (!follow && !reader.rest().isEmpty()) {
        take(reader.rest());
      }
    } catch (IOException e) {
      throw dropped(String.valueOf(e.getMessage()), e);
    }
  }

  private void take(String line) {
    Optional<TimedLine> timed = TimedLine.parse(line);
    if (timed.isEmpty()) {
      sink.line(node, line);
    } else if (position.isNew(timed.get().time())) {
      lines++;
      sink.line(node, timed.get().text());
    }
  }

  private boolean running() {
    Pod now = calls.find("get pod " + pod, client.pods().inNamespace(namespace).withName(pod)::get);
    return now.getStatus().getContainerStatuses().stream()
        .filter(container -> container.getName().equals(CONTAINER))
        .anyMatch(container -> container.getState().getTerminated() == null);
  }

  private String what() {
    return "get log of pod " + pod;
  }

  private ApiException dropped(String why, @Nullable IOException cause) {
    return new ApiException(ApiException.UNREACHED, what(), why, cause);
  }
}
