package org.reland.cli.argo;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The logs of a workflow's pods in the one stream that Argo Server makes of them. It asks for them
 * with their times, so that after a drop each line is still given once.
 */
final class ServerLogs {
  /** The server sorts what comes within a second, and pods may be late: what is asked for again. */
  private static final Duration OVERLAP = Duration.ofMinutes(1);

  private final ArgoServerCalls calls;
  private final ArgoApi api;
  private final String workflow;
  private final LogRequest request;
  private final LogSink sink;
  private final Patience patience;
  private final Map<String, LogPosition> pods = new LinkedHashMap<>();
  private long lines;

  ServerLogs(
      ArgoServerCalls calls,
      ArgoApi api,
      String workflow,
      LogRequest request,
      LogSink sink,
      Patience patience) {
    this.calls = calls;
    this.api = api;
    this.workflow = workflow;
    this.request = request;
    this.sink = sink;
    this.patience = patience;
  }

  /** Number of pods. */
  int run() throws InterruptedException {
    RetryPause pause = patience.pauses().get();
    boolean complete = false;
    while (!complete) {
      long before = lines;
      long start = System.nanoTime();
      try {
        if (request.follow()) {
          read(true);
          if (!api.workflow(workflow).state().completed()) {
            throw new ApiException(
                ApiException.UNREACHED, what(), "the stream ends before the run");
          }
        }
        read(false); // also what came between the stream's end and the run's
        complete = true;
      } catch (ApiException e) {
        if (lines > before || System.nanoTime() - start >= patience.held().toNanos()) {
          pause.succeeded();
        }
        pause.after(e);
      }
    }
    pods.keySet().forEach(pod -> sink.end(node(pod)));
    return pods.size();
  }

  private void read(boolean follow) throws InterruptedException {
    pods.values().forEach(LogPosition::reconnected);
    Map<String, String> query = new HashMap<>();
    query.put("logOptions.container", PodLog.CONTAINER);
    query.put("logOptions.timestamps", "true");
    query.put("logOptions.follow", Boolean.toString(follow));
    since()
        .ifPresent(
            time ->
                query.put("logOptions.sinceTime.seconds", Long.toString(time.getEpochSecond())));
    String path =
        "/api/v1/workflows/%s/%s/log"
            .formatted(ArgoServerCalls.encoded(api.namespace()), ArgoServerCalls.encoded(workflow));
    try (ServerEvents events = calls.events(what(), path, query)) {
      for (Optional<JsonNode> event = events.next(); event.isPresent(); event = events.next()) {
        take(event.get().path("podName").asString(""), event.get().path("content").asString(""));
      }
    }
  }

  private Optional<Instant> since() {
    return pods.values().stream()
        .flatMap(position -> position.since().stream())
        .min(Comparator.naturalOrder())
        .map(time -> time.minus(OVERLAP));
  }

  private void take(String pod, String content) {
    String node = node(pod);
    if (!request.node().test(node)) {
      return;
    }
    LogPosition position = pods.computeIfAbsent(pod, _ -> new LogPosition());
    Optional<TimedLine> line = TimedLine.parse(content);
    if (line.isEmpty()) {
      sink.line(new LogLine(node, Optional.empty(), content));
    } else if (position.isNew(line.get().time())) {
      sink.line(new LogLine(node, line.map(TimedLine::time), line.get().text()));
      position.taken(line.get().time());
      lines++;
    }
  }

  /**
   * A pod is called after workflow, template and the number of its node; one alone as the workflow.
   */
  private String node(String pod) {
    return pod.equals(workflow) ? pod : workflow + pod.substring(pod.lastIndexOf('-'));
  }

  private String what() {
    return "get logs of workflow " + workflow;
  }
}
