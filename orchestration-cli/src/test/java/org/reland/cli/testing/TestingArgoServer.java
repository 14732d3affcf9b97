package org.reland.cli.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.reland.cli.argo.Answer;
import org.reland.cli.argo.ApiException;
import org.reland.cli.argo.ArgoApi;
import org.reland.cli.argo.Manifest;
import org.reland.cli.argo.NodeStatus;
import org.reland.cli.argo.Nodes;
import org.reland.cli.argo.Phase;
import org.reland.cli.argo.Workflow;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stands in for Argo Server: a real HTTP server with its paths, requests, answers, errors and
 * server-sent events. It follows Argo's documented interface (the OpenAPI document of 4.1), and has
 * not been held against the real one. What lies behind it, Kubernetes or a memory, is another
 * {@link ArgoApi}. As the real one, it leaves out unknown fields in silence (here {@code
 * parallellism}), accepts waiting steps where a workflow is resumed, and ends a watch with an
 * error.
 */
public final class TestingArgoServer implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ArgoApi argo;
  private final String authorization;
  private final HttpServer server;
  private final KubernetesSerialization kubernetes = new KubernetesSerialization();
  private final ServedStreams streams;

  /** Starts one over HTTP that asks for a token. */
  public TestingArgoServer(ArgoApi argo, String token) throws IOException {
    this(argo, token, HttpServer.create(address(), 0));
  }

  /** Starts one over HTTPS. */
  public TestingArgoServer(ArgoApi argo, String token, SSLContext certificate) throws IOException {
    this(argo, token, secure(certificate));
  }

  private TestingArgoServer(ArgoApi argo, String token, HttpServer server) {
    this.argo = argo;
    this.authorization = "Bearer " + token;
    this.server = server;
    this.streams = new ServedStreams(argo);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/argo/api/v1/", this::handle);
    server.start();
  }

  private static InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static HttpServer secure(SSLContext certificate) throws IOException {
    HttpsServer server = HttpsServer.create(address(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate));
    return server;
  }

  public InetSocketAddress place() {
    return server.getAddress();
  }

  /** Its URL, with a path of its own as behind a proxy. */
  public String url() {
    return url(server.getAddress().getPort());
  }

  /** The same by another port. */
  public String url(int port) {
    return "%s://localhost:%d/argo"
        .formatted(server instanceof HttpsServer ? "https" : "http", port);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      serve(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(HttpExchange exchange) throws IOException, InterruptedException {
    if (!authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      refuse(exchange, 401, 16, "token not valid. see https://argo-workflows.readthedocs.io");
      return;
    }
    List<String> path =
        Stream.of(exchange.getRequestURI().getRawPath().split("/", -1))
            .map(each -> URLDecoder.decode(each, StandardCharsets.UTF_8))
            .skip(4)
            .toList();
    try {
      route(exchange, path.get(0), path.subList(2, path.size()));
    } catch (ApiException e) {
      refuse(exchange, e.status(), e.notFound() ? 5 : 6, String.valueOf(e.getMessage()));
    }
  }

  private void route(HttpExchange exchange, String kind, List<String> rest)
      throws IOException, InterruptedException {
    switch (kind) {
      case "workflows" -> workflows(exchange, rest);
      case "workflow-events" -> streams.events(exchange, query(exchange));
      case "workflow-templates" -> resources(exchange, rest, "template");
      case "cron-workflows" -> resources(exchange, rest, "cronWorkflow");
      default -> refuse(exchange, 404, 5, "Not Found");
    }
  }

  private void workflows(HttpExchange exchange, List<String> rest)
      throws IOException, InterruptedException {
    String what = exchange.getRequestMethod() + " " + rest.size();
    switch (what) {
      case "GET 0" -> {
        ObjectNode list = JSON.createObjectNode();
        list.putObject("metadata");
        List<Workflow> found =
            argo.workflows(query(exchange).getOrDefault("listOptions.labelSelector", ""));
        list.set("items", found.isEmpty() ? JSON.nullNode() : JSON.valueToTree(json(found)));
        answer(exchange, list);
      }
      case "POST 0" -> {
        String sent = body(exchange).path("workflow").toString();
        answer(exchange, json(argo.create(kubernetes.unmarshal(sent, Workflow.class))));
      }
      case "GET 1" -> answer(exchange, json(argo.workflow(rest.get(0))));
      case "GET 2" -> streams.log(exchange, rest.get(0), query(exchange));
      case "PUT 2" -> {
        control(rest.get(0), rest.get(1), body(exchange));
        answer(exchange, json(argo.workflow(rest.get(0))));
      }
      default -> refuse(exchange, 405, 12, "Method Not Allowed");
    }
  }

  private void control(String name, String verb, JsonNode body) {
    if (!body.path("name").asString("").equals(name)) {
      throw new ApiException(400, verb, "the name is missing in the body");
    }
    switch (verb) {
      case "stop" -> argo.stop(name);
      case "terminate" -> argo.terminate(name);
      case "suspend" -> argo.suspend(name);
      case "resume" -> {
        argo.resume(name);
        for (NodeStatus node : Nodes.of(argo.workflow(name)).values()) {
          if (node.is("Suspend") && node.currentPhase() == Phase.RUNNING) {
            argo.answer(name, node.id(), new Answer(true, "", Map.of()));
          }
        }
      }
      case "set" -> {
        Map<String, String> outputs = new HashMap<>();
        String text = body.path("outputParameters").asString("");
        if (!text.isEmpty()) {
          JSON.readTree(text).forEachEntry((key, value) -> outputs.put(key, value.asString()));
        }
        argo.answer(
            name,
            body.path("nodeFieldSelector").asString().replaceFirst("^id=", ""),
            new Answer(
                body.path("phase").asString().equals("Succeeded"),
                body.path("message").asString(""),
                outputs));
      }
      default -> throw new ApiException(404, verb, "Not Found");
    }
  }

  private void resources(HttpExchange exchange, List<String> rest, String field)
      throws IOException {
    boolean cron = field.equals("cronWorkflow");
    String what = exchange.getRequestMethod() + " " + String.join(" ", rest);
    if (what.equals("GET ")) {
      ObjectNode list = JSON.createObjectNode();
      list.set("items", JSON.valueToTree(json(cron ? argo.crons() : argo.templates())));
      answer(exchange, list);
    } else if (what.startsWith("GET ")) {
      answer(exchange, json(cron ? argo.cron(rest.get(0)) : argo.template(rest.get(0))));
    } else if (what.matches("PUT \\S+ (suspend|resume)")) {
      argo.suspendCron(rest.get(0), rest.get(1).equals("suspend"));
      answer(exchange, json(argo.cron(rest.get(0))));
    } else {
      ObjectNode resource = (ObjectNode) body(exchange).path(field);
      if (resource.path("spec") instanceof ObjectNode spec) {
        spec.remove("parallellism");
      }
      if (!what.equals("POST lint")) {
        bring(resource);
      }
      answer(exchange, resource);
    }
  }

  private void bring(ObjectNode resource) {
    resource.remove("status");
    ObjectNode metadata = resource.withObject("metadata");
    metadata.remove(
        List.of("managedFields", "resourceVersion", "uid", "creationTimestamp", "generation"));
    argo.apply(new Manifest("request", resource.toString(), resource), true);
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query = new HashMap<>();
    String raw = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    for (String each : raw.split("&", -1)) {
      String[] pair = each.split("=", 2);
      query.put(
          pair[0], pair.length == 1 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  private static JsonNode body(HttpExchange exchange) {
    try {
      return JSON.readTree(exchange.getRequestBody().readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode json(Object resource) {
    return JSON.readTree(kubernetes.asJson(resource));
  }

  private static void answer(HttpExchange exchange, JsonNode json) throws IOException {
    send(exchange, 200, json);
  }

  private static void refuse(HttpExchange exchange, int status, int code, String message)
      throws IOException {
    send(exchange, status, JSON.createObjectNode().put("code", code).put("message", message));
  }

  private static void send(HttpExchange exchange, int status, JsonNode json) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(json);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
