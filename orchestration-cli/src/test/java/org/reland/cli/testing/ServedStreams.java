package org.reland.cli.testing;

import com.sun.net.httpserver.HttpExchange;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.reland.cli.argo.ApiException;
import org.reland.cli.argo.ArgoApi;
import org.reland.cli.argo.LogLine;
import org.reland.cli.argo.LogRequest;
import org.reland.cli.argo.Snapshot;
import org.reland.cli.argo.WatchEvent;
import org.reland.cli.argo.Workflow;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The streams of a {@link TestingArgoServer}, as server-sent events. */
final class ServedStreams {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration LOOK = Duration.ofMillis(100);

  private final ArgoApi argo;
  private final KubernetesSerialization kubernetes = new KubernetesSerialization();

  ServedStreams(ArgoApi argo) {
    this.argo = argo;
  }

  /** The workflow that the selector names: as it is, and its changes. */
  void events(HttpExchange exchange, Map<String, String> query)
      throws IOException, InterruptedException {
    String name = query.get("listOptions.fieldSelector").replaceFirst("^metadata.name=", "");
    Snapshot snapshot = argo.snapshot(name);
    OutputStream out = stream(exchange);
    if (snapshot.workflow().isPresent() && !event(out, "ADDED", snapshot.workflow().get())) {
      return;
    }
    argo.watch(
        name,
        snapshot.version(),
        event ->
            event(
                out,
                event.kind() == WatchEvent.Kind.DELETED ? "DELETED" : "MODIFIED",
                event.workflow()));
    write(out, "{\"error\":{\"grpc_code\":8,\"http_code\":429,\"message\":\"EOF\"}}");
  }

  private boolean event(OutputStream out, String type, Workflow workflow) {
    ObjectNode event = JSON.createObjectNode();
    event
        .putObject("result")
        .put("type", type)
        .set("object", JSON.readTree(kubernetes.asJson(workflow)));
    return write(out, event.toString());
  }

  /**
   * Every line with its time, until the workflow has ended; the whole log is read again and again.
   */
  void log(HttpExchange exchange, String name, Map<String, String> query)
      throws IOException, InterruptedException {
    Workflow first = argo.workflow(name);
    boolean follow = query.get("logOptions.follow").equals("true");
    String seconds = query.get("logOptions.sinceTime.seconds");
    Instant since = seconds == null ? Instant.MIN : Instant.ofEpochSecond(Long.parseLong(seconds));
    Map<String, Integer> given = new HashMap<>();
    OutputStream out = stream(exchange);
    boolean ended = first.state().completed();
    while (true) {
      Map<String, Integer> number = new HashMap<>();
      List<String> fresh = new ArrayList<>();
      argo.logs(
          name,
          new LogRequest(_ -> true, false),
          line -> {
            int at = number.merge(line.nodeId(), 1, Integer::sum);
            if (at > given.getOrDefault(line.nodeId(), 0)
                && !line.time().orElseThrow().isBefore(since)) {
              fresh.add(entry(name, line));
            }
          });
      given.putAll(number);
      for (String each : fresh) {
        if (!write(out, each)) {
          return;
        }
      }
      if (!follow || ended) {
        return;
      }
      Thread.sleep(LOOK);
      ended = argo.workflow(name).state().completed();
    }
  }

  private static String entry(String workflow, LogLine line) {
    ObjectNode entry = JSON.createObjectNode();
    entry
        .putObject("result")
        .put("content", line.time().orElseThrow() + " " + line.text())
        .put("podName", workflow + "-step" + line.nodeId().substring(workflow.length()));
    return entry.toString();
  }

  private static OutputStream stream(HttpExchange exchange) throws IOException {
    if (!"text/event-stream".equals(exchange.getRequestHeaders().getFirst("Accept"))) {
      throw new ApiException(406, "stream", "text/event-stream is served");
    }
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    return exchange.getResponseBody();
  }

  /** Whether the other side still listens. */
  private static boolean write(OutputStream out, String data) {
    try {
      out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
