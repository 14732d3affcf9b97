package org.reland.cli.argo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.reland.cli.testing.ArgoApiContract;
import org.reland.cli.testing.CuttingProxy;
import org.reland.cli.testing.MemoryArgo;
import org.reland.cli.testing.TestCertificate;
import org.reland.cli.testing.TestingArgoServer;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.error.UsageException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Argo Server's interface over a real HTTP server that follows its documents. */
final class ArgoServerApiTest {
  private static final String TOKEN = "sesame";

  @TempDir private Path folder;
  private final MemoryArgo memory = new MemoryArgo();
  private TestingArgoServer server;
  private Path token;

  @BeforeEach
  void start() throws IOException {
    server = new TestingArgoServer(memory, TOKEN);
    token = Files.writeString(folder.resolve("token"), TOKEN + "\n");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> throughArgoServer() {
    return contract(api(server.url()), "server");
  }

  @TestFactory
  Stream<DynamicTest> inMemory() {
    return contract(memory, "memory");
  }

  private Stream<DynamicTest> contract(ArgoApi api, String prefix) {
    return new ArgoApiContract(api, memory::status, prefix)
        .promises().entrySet().stream()
            .map(each -> DynamicTest.dynamicTest(each.getKey(), each.getValue()::keep));
  }

  @Test
  void aTokenThatIsNotValidIsRefused() throws IOException {
    Files.writeString(token, "guess");
    ApiException e = assertThrows(ApiException.class, () -> api(server.url()).workflow("x"));
    assertEquals(401, e.status());
    assertTrue(e.getMessage().startsWith("token not valid"), e.getMessage());
  }

  @Test
  void aRunIsNotResumedWhereTheServerWouldAcceptAStepWithIt() {
    memory.create(TestWorkflows.of("{kind: Workflow, metadata: {name: w}, spec: {suspend: true}}"));
    memory.status(
        "w",
        json(
            "{\"nodes\":{\"a\":{\"id\":\"a\",\"displayName\":\"approval\",\"type\":\"Suspend\",\"phase\":\"Running\"}}}"));
    ApiException e = assertThrows(ApiException.class, () -> api(server.url()).resume("w"));
    assertTrue(e.getMessage().contains("would accept approval"), e.getMessage());
    assertTrue(memory.workflow("w").getSpec().path("suspend").asBoolean(false));
  }

  @Test
  void whatTheControllerAndOthersWroteIsKeptWhenAScheduleIsBroughtAgain() {
    ArgoApi api = api(server.url());
    String text =
        "{kind: CronWorkflow, apiVersion: argoproj.io/v1alpha1, metadata: {name: c%s}, spec: {schedules: ['%s']}}";
    api.apply(manifest(text.formatted(", annotations: {theirs: x}", "0 5 * * *")), false);
    api.apply(manifest(text.formatted(", annotations: {ours: y}", "0 6 * * *")), false);
    CronWorkflow cron = memory.cron("c");
    assertEquals(List.of("0 6 * * *"), cron.schedules());
    assertEquals("x", cron.getMetadata().getAnnotations().get("theirs"));
    assertEquals("y", cron.getMetadata().getAnnotations().get("ours"));
  }

  @Test
  void aConfigMapCannotBeBrought() {
    assertTrue(!api(server.url()).canApply("ConfigMap"));
    assertTrue(api(server.url()).canApply("CronWorkflow"));
  }

  @Test
  void everyLogLineComesOnceOverLinesThatAreCut() throws IOException, InterruptedException {
    memory.create(TestWorkflows.of("{kind: Workflow, metadata: {name: w}, spec: {}}"));
    Thread writing =
        Thread.ofVirtual()
            .start(
                () -> {
                  Instant time = Instant.now();
                  for (int i = 0; i < 600; i++) {
                    String node = i % 2 == 0 ? "w-1" : "w-2";
                    memory.log(
                        "w",
                        new LogLine(node, Optional.of(time.plusMillis(i / 5)), "line " + i / 2));
                    pause(i % 3);
                  }
                  memory.status("w", json("{\"phase\":\"Succeeded\"}"));
                });
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    try (CuttingProxy proxy = new CuttingProxy(server.place(), 150)) {
      LogSink sink = line -> lines.add(line.nodeId() + " " + line.text());
      int pods = api(server.url(proxy.port())).logs("w", new LogRequest(_ -> true, true), sink);
      assertEquals(2, pods);
      assertTrue(proxy.cuts() > 0, "lines were cut");
    }
    writing.join();
    for (String node : List.of("w-1 ", "w-2 ")) {
      assertEquals(
          IntStream.range(0, 300).mapToObj(i -> node + "line " + i).toList(),
          lines.stream().filter(line -> line.startsWith(node)).toList());
    }
  }

  @Test
  void aQuietRunIsFollowedHoweverOftenAProxyCutsItsLogs() throws IOException, InterruptedException {
    memory.create(TestWorkflows.of("{kind: Workflow, metadata: {name: w}, spec: {}}"));
    AtomicInteger connections = new AtomicInteger();
    HttpServer proxy =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    proxy.createContext(
        "/",
        exchange -> {
          pause(60);
          if (connections.incrementAndGet() == 15) {
            memory.status("w", json("{\"phase\":\"Succeeded\"}"));
          }
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    proxy.start();
    Duration milli = Duration.ofMillis(1);
    var patience =
        new Patience(
            milli, milli, Duration.ofMillis(50), milli, () -> new RetryPause(_ -> {}, () -> 0));
    URI place = URI.create("http://localhost:" + proxy.getAddress().getPort());
    try (var calls = new ArgoServerCalls(place, Optional.empty(), Optional.empty())) {
      var request = new LogRequest(_ -> true, true);
      var logs = new ServerLogs(calls, memory, "w", request, _ -> {}, patience);
      assertEquals(0, logs.run());
    } finally {
      proxy.stop(0);
    }
  }

  @Test
  void aServerIsTrustedByTheCertificatesThatAreNamedAndByNoOthers()
      throws IOException, InterruptedException {
    TestCertificate certificate = TestCertificate.in(folder);
    memory.create(TestWorkflows.of("{kind: Workflow, metadata: {name: w}, spec: {}}"));
    try (var secure = new TestingArgoServer(memory, TOKEN, certificate.context())) {
      ArgoApi trusting =
          ArgoServer.at(
              URI.create(secure.url()),
              Optional.of(token),
              Optional.of(certificate.pem()),
              Optional.of("memory"));
      assertEquals("w", trusting.workflow("w").name());
      ApiException e = assertThrows(ApiException.class, () -> api(secure.url()).workflow("w"));
      assertEquals(ApiException.UNTRUSTED, e.status());
    }
  }

  @Test
  void aServerThatIsNotThereIsTriedAFewTimes() {
    server.close();
    ApiException e = assertThrows(ApiException.class, () -> api(server.url()).workflow("x"));
    assertTrue(e.temporary());
  }

  @Test
  void whatIsNoUrlNoTokenNoCertificateIsTold() {
    assertThrows(UsageException.class, () -> api("argo.example.org:2746"));
    assertThrows(
        ConfigurationException.class,
        () ->
            ArgoServer.at(
                URI.create(server.url()),
                Optional.of(folder.resolve("none")),
                Optional.empty(),
                Optional.empty()));
    assertThrows(
        ConfigurationException.class,
        () ->
            ArgoServer.at(
                URI.create(server.url()),
                Optional.of(token),
                Optional.of(folder.resolve("none.pem")),
                Optional.empty()));
  }

  private ArgoApi api(String url) {
    return ArgoServer.at(
        URI.create(url), Optional.of(token), Optional.empty(), Optional.of("memory"));
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ObjectNode json(String text) {
    return (ObjectNode) JsonMapper.shared().readTree(text);
  }

  private static Manifest manifest(String text) {
    return new Manifest("test", text, new YAMLMapper().readTree(text));
  }
}
