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

  /**
   * Hands over all of it.
   *
   * @param follow whether to wait for what comes until the container has ended
   */
  void read(boolean follow, RetryPause pause) throws InterruptedException {
    boolean complete = false;
    while (!complete) {
      long before = lines;
      try {
        if (follow) {
          read(true);
          if (running()) {
            throw dropped("the stream ends though the container runs", null);
          }
        }
        read(false); // also what came between the stream's end and the container's
        complete = true;
      } catch (ApiException e) {
        complete = e.notFound(); // deleted, and its log with it
        if (!complete) {
          retry(pause, before, e);
        }
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
      sink.line(new LogLine(node, Optional.empty(), line));
    } else if (position.isNew(timed.get().time())) {
      lines++;
      sink.line(new LogLine(node, timed.map(TimedLine::time), timed.get().text()));
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
