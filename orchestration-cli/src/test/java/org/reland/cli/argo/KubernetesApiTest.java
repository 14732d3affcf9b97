package org.reland.cli.argo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What is asked of Kubernetes' API, and what becomes of its answers; the check tries a real one.
 */
final class KubernetesApiTest {
  /** Every test goes through a proxy that gives the cluster a path of its own. */
  private static final String BELOW = "/k8s/clusters/c-1";

  private static final String WORKFLOWS = "/apis/argoproj.io/v1alpha1/namespaces/ns/workflows";

  @TempDir private Path folder;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private HttpServer server;
  private ArgoApi api;

  /** What the server says to a method and a path. */
  private record Answer(int status, String body) {}

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
    Path config =
        Files.writeString(
            folder.resolve("config"),
            """
            apiVersion: v1
            kind: Config
            current-context: c
            contexts: [{name: c, context: {cluster: c, user: u, namespace: ns}}]
            clusters: [{name: c, cluster: {server: "http://localhost:%d%s"}}]
            users: [{name: u, user: {token: sesame}}]
            """
                .formatted(server.getAddress().getPort(), BELOW));
    api =
        new KubernetesApi(
            KubernetesCluster.client(Optional.of(config), Optional.empty(), Optional.empty()));
  }

  @AfterEach
  void stop() {
    api.close();
    server.stop(0);
  }

  @Test
  void aManifestIsSentAsItStandsForTheServerToReadStrictly() {
    answers.put("PATCH /apis/argoproj.io/v1alpha1/namespaces/ns/workflowtemplates/t", ok("{}"));
    String text =
        "apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata: {name: t}\nspec: {x: y}\n";
    api.apply(new Manifest("file", text, new YAMLMapper().readTree(text)), false);
    assertEquals(
        List.of(
            "PATCH /apis/argoproj.io/v1alpha1/namespaces/ns/workflowtemplates/t?fieldManager=reland&fieldValidation=Strict&force=false application/apply-patch+yaml "
                + text),
        asked);
  }

  @Test
  void aMistypedFieldIsTheFilesMistakeThoughTheServerSaysThatItHasFailed() {
    answers.put(
        "PATCH /api/v1/namespaces/ns/configmaps/c",
        new Answer(500, status(500, "failed to create typed patch object: .x: not declared")));
    String text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n";
    Manifest manifest = new Manifest("file", text, new YAMLMapper().readTree(text));
    ApiException e = assertThrows(ApiException.class, () -> api.apply(manifest, true));
    assertEquals(422, e.status());
    assertTrue(!e.temporary());
  }

  @Test
  void controlIsAMergePatch() {
    answers.put("GET " + WORKFLOWS + "/w", ok(workflow("Running", 7)));
    answers.put("PATCH " + WORKFLOWS + "/w", ok(workflow("Running", 8)));
    api.stop("w");
    assertTrue(
        asked.getLast().endsWith("application/merge-patch+json {\"spec\":{\"shutdown\":\"Stop\"}}"),
        asked::toString);
    assertTrue(asked.getLast().contains("fieldValidation=Strict"), asked::toString);
  }

  @Test
  void aCreationIsStrict() {
    answers.put("POST " + WORKFLOWS, ok(workflow("", 1)));
    api.create(TestWorkflows.of("{kind: Workflow, metadata: {name: w}, spec: {}}"));
    assertTrue(asked.getLast().contains("fieldValidation=Strict"), asked::toString);
    assertTrue(!asked.getLast().contains("\"status\""), asked::toString);
  }

  @Test
  void aWatchHandsOverEventsAndBookmarksUntilTheServerEndsIt() throws InterruptedException {
    answers.put(
        "GET " + WORKFLOWS,
        ok(
            event("MODIFIED", workflow("Running", 8))
                + event("BOOKMARK", workflow("", 9))
                + event("DELETED", workflow("Running", 10))));
    List<String> events = new ArrayList<>();
    api.watch("w", "7", event -> events.add(event.kind() + " " + event.version()));
    assertEquals(List.of("CHANGED 8", "BOOKMARK 9", "DELETED 10"), events);
    assertTrue(asked.getLast().contains("fieldSelector=metadata.name%3Dw"), asked::toString);
    assertTrue(asked.getLast().contains("resourceVersion=7"), asked::toString);
    assertTrue(asked.getLast().contains("allowWatchBookmarks=true"), asked::toString);
  }

  @Test
  void aForgottenVersionIsGoneWhetherAsAnEventOrAsAnAnswer() {
    String gone = status(410, "too old resource version: 7 (99)");
    answers.put("GET " + WORKFLOWS, ok(event("ERROR", gone)));
    assertTrue(assertThrows(ApiException.class, this::watch).gone());
    answers.put("GET " + WORKFLOWS, new Answer(410, gone));
    assertTrue(assertThrows(ApiException.class, this::watch).gone());
  }

  @Test
  void aRefusalBearsTheServersWords() {
    answers.put(
        "GET " + WORKFLOWS + "/w",
        new Answer(403, status(403, "workflows.argoproj.io \"w\" is forbidden: User \"x\"")));
    ApiException e = assertThrows(ApiException.class, () -> api.workflow("w"));
    assertEquals(403, e.status());
    assertTrue(e.getMessage().startsWith("workflows.argoproj.io \"w\" is forbidden"));
  }

  @Test
  void anAnswerIsGivenOnTheNewStateWhereTheControllerWasFaster() {
    answers.put("GET " + WORKFLOWS + "/w", ok(workflow("Running", 7)));
    answers.put("PATCH " + WORKFLOWS + "/w", new Answer(409, status(409, "has been modified")));
    ApiException e =
        assertThrows(
            ApiException.class,
            () -> api.answer("w", "n", new org.reland.cli.argo.Answer(true, "", Map.of())));
    assertTrue(e.conflict());
    long patches = asked.stream().filter(each -> each.startsWith("PATCH")).count();
    assertEquals(5, patches);
    assertTrue(asked.getLast().contains("\"resourceVersion\":\"7\""), asked::toString);
  }

  @Test
  void whatLiesBesideTheWorkflowsIsAskedForByItsPath() {
    answers.put("GET /api/v1/namespaces/ns", ok("{}"));
    assertTrue(((KubernetesApi) api).reads().get("/api/v1/namespaces/ns").isPresent());
  }

  private void watch() {
    try {
      api.watch("w", "7", _ -> true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Answer ok(String body) {
    return new Answer(200, body);
  }

  private static String event(String type, String object) {
    return "{\"type\":\"%s\",\"object\":%s}\n".formatted(type, object);
  }

  private static String workflow(String phase, int version) {
    return "{\"apiVersion\":\"argoproj.io/v1alpha1\",\"kind\":\"Workflow\",\"metadata\":{\"name\":\"w\",\"namespace\":\"ns\",\"resourceVersion\":\"%d\"},\"spec\":{},\"status\":{\"phase\":\"%s\",\"nodes\":{\"n\":{\"id\":\"n\"}}}}"
        .formatted(version, phase);
  }

  private static String status(int code, String message) {
    return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":%d,\"reason\":\"Expired\",\"message\":\"%s\"}"
        .formatted(code, message.replace("\"", "\\\""));
  }

  private static String below(URI asked) {
    String path = asked.toString();
    return path.startsWith(BELOW) ? path.substring(BELOW.length()) : "elsewhere " + path;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String type = exchange.getRequestHeaders().getFirst("Content-Type");
      asked.add(
          "%s %s %s %s"
              .formatted(exchange.getRequestMethod(), below(exchange.getRequestURI()), type, body));
      Answer answer =
          answers.getOrDefault(
              exchange.getRequestMethod()
                  + " "
                  + below(URI.create(exchange.getRequestURI().getPath())),
              new Answer(404, status(404, "not found")));
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
