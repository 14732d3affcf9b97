package org.reland.cli.argo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The log of a pod that is followed over connections that are quiet, dead, cut or refused. */
@Timeout(20)
final class PodLogsTest {
  private static final String HELLO = "2026-11-23T12:00:01.000000001Z hello\n";
  private static final String BYE = "2026-11-23T12:00:02.000000001Z bye\n";

  /** What the server does where a log is followed. */
  @FunctionalInterface
  private interface Follow {
    void write(OutputStream out, int connection) throws IOException, InterruptedException;
  }

  @TempDir private Path folder;
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicInteger connections = new AtomicInteger();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private volatile boolean ended;
  private volatile boolean deleted;
  private volatile int refusal;
  private volatile Follow follow = (_, _) -> {};
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
  }

  @Test
  void aConnectionThatIsDeadIsLeftForAnother() throws Exception {
    follow =
        (out, connection) -> {
          print(out, HELLO);
          if (connection < 3) {
            over.await();
          }
          ended = true;
        };
    assertEquals(1, logs(100, 60_000));
    assertEquals(List.of("hello", "bye"), lines);
  }

  @Test
  void aConnectionThatIsDeadDoesNotOutliveTheWorkflow() throws Exception {
    follow =
        (out, _) -> {
          print(out, HELLO);
          ended = true;
          over.await();
        };
    assertEquals(1, logs(60_000, 100));
    assertEquals(List.of("hello", "bye"), lines);
  }

  @Test
  void aStepThatPrintsNothingIsFollowedHoweverOftenItsConnectionIsCut() throws Exception {
    follow =
        (_, connection) -> {
          Thread.sleep(60);
          ended = connection > 15;
        };
    assertEquals(1, logs(60_000, 60_000));
    assertEquals(List.of("hello", "bye"), lines);
  }

  @Test
  void aServerThatEndsEveryLogAtOnceIsGivenUp() {
    ApiException e = assertThrows(ApiException.class, () -> logs(60_000, 60_000));
    assertTrue(e.temporary());
  }

  @Test
  void aLogThatIsRefusedIsToldThoughTheWorkflowGoesOn() {
    refusal = 403;
    assertEquals(403, assertThrows(ApiException.class, () -> logs(60_000, 60_000)).status());
  }

  @Test
  void aLogThatIsNotFoundIsDeletedOnlyIfItsPodIs() throws Exception {
    refusal = 404;
    ended = true;
    ApiException e = assertThrows(ApiException.class, () -> logs(60_000, 60_000));
    assertTrue(e.getMessage().contains("the pod is there"), e.getMessage());
    deleted = true;
    assertEquals(1, logs(60_000, 60_000));
    assertEquals(List.of(), lines);
  }

  private int logs(int silence, int ending) throws IOException, InterruptedException {
    Path config =
        Files.writeString(
            folder.resolve("config"),
            """
            apiVersion: v1
            kind: Config
            current-context: c
            contexts: [{name: c, context: {cluster: c, user: u, namespace: ns}}]
            clusters: [{name: c, cluster: {server: "http://localhost:%d"}}]
            users: [{name: u, user: {token: sesame}}]
            """
                .formatted(server.getAddress().getPort()));
    var patience =
        new Patience(
            Duration.ofMillis(20),
            Duration.ofMillis(silence),
            Duration.ofMillis(50),
            Duration.ofMillis(ending),
            () -> new RetryPause(_ -> Thread.sleep(5), () -> 0));
    try (ArgoApi api =
        new KubernetesApi(
            KubernetesCluster.client(Optional.of(config), Optional.empty(), Optional.empty()),
            patience)) {
      return api.logs("w", new LogRequest(_ -> true, true), line -> lines.add(line.text()));
    }
  }

  private static void print(OutputStream out, String line) throws IOException {
    out.write(line.getBytes(UTF_8));
    out.flush();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    try (exchange) {
      switch (path) {
        case "/api/v1/namespaces/ns/pods/w/log" -> log(exchange);
        case "/api/v1/namespaces/ns/pods" ->
            answer(
                exchange,
                200,
                "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":[%s]}"
                    .formatted(pod()));
        case "/api/v1/namespaces/ns/pods/w" -> answer(exchange, deleted ? 404 : 200, pod());
        default ->
            answer(
                exchange,
                200,
                "{\"kind\":\"Workflow\",\"apiVersion\":\"argoproj.io/v1alpha1\",\"metadata\":{\"name\":\"w\"},\"status\":{\"phase\":\"%s\"}}"
                    .formatted(ended ? "Succeeded" : "Running"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void log(HttpExchange exchange) throws IOException, InterruptedException {
    if (refusal > 0) {
      answer(exchange, refusal, "{\"kind\":\"Status\",\"message\":\"no\"}");
      return;
    }
    exchange.sendResponseHeaders(200, 0);
    if (exchange.getRequestURI().getQuery().contains("follow=true")) {
      follow.write(exchange.getResponseBody(), connections.incrementAndGet());
    } else {
      print(exchange.getResponseBody(), HELLO + BYE);
    }
  }

  private String pod() {
    return """
    {"kind":"Pod","apiVersion":"v1","metadata":{"name":"w","namespace":"ns","uid":"1","creationTimestamp":"2026-11-23T12:00:00Z"},
     "status":{"containerStatuses":[{"name":"main","state":{"%s":{}}}]}}
    """
        .formatted(ended ? "terminated" : "running");
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
