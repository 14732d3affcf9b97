package org.reland.cli.argo;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Argo through its server's REST interface, for those who have no account of the cluster. A small
 * client of our own, after Argo's OpenAPI document (4.1): Argo's Java client is in no public Maven
 * repository. Beside what Kubernetes' API gives, the server shows nodes that Argo keeps in a
 * database, and runs that are archived.
 */
public final class ArgoServerApi implements ArgoApi {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String PAGE = "50";

  private final ArgoServerCalls calls;
  private final String namespace;
  private final KubernetesSerialization kubernetes = new KubernetesSerialization();

  ArgoServerApi(ArgoServerCalls calls, String namespace) {
    this.calls = calls;
    this.namespace = namespace;
  }

  @Override
  public String namespace() {
    return namespace;
  }

  @Override
  public String server() {
    return calls.server().toString();
  }

  @Override
  public Workflow workflow(String name) {
    return typed(calls.get("get workflow " + name, one(name), Map.of()), Workflow.class);
  }

  @Override
  public List<Workflow> workflows(String labelSelector) {
    List<Workflow> workflows = new ArrayList<>();
    String next = "";
    do {
      Map<String, String> query = new HashMap<>();
      query.put("listOptions.labelSelector", labelSelector);
      query.put("listOptions.limit", PAGE);
      query.put("listOptions.continue", next);
      query.put("fields", "-items.status.nodes");
      JsonNode page = calls.get("list workflows", path("workflows"), query);
      page.path("items").forEach(item -> workflows.add(typed(item, Workflow.class)));
      next = page.at("/metadata/continue").asString("");
    } while (!next.isEmpty());
    workflows.sort(Comparator.comparing(KubernetesApi::created).reversed());
    return workflows;
  }

  @Override
  public Workflow create(Workflow workflow) {
    ObjectNode body = body();
    body.set("workflow", json(workflow));
    return typed(
        calls.send("create workflow " + workflow.name(), "POST", path("workflows"), body),
        Workflow.class);
  }

  /** Without a version: a watch begins with the state that there is. */
  @Override
  public Snapshot snapshot(String name) {
    try {
      return new Snapshot(Optional.of(workflow(name)), "");
    } catch (ApiException e) {
      if (e.notFound()) {
        return new Snapshot(Optional.empty(), "");
      }
      throw e;
    }
  }

  @Override
  public void watch(String name, String version, Predicate<WatchEvent> goOn)
      throws InterruptedException {
    Map<String, String> query = Map.of("listOptions.fieldSelector", "metadata.name=" + name);
    try (ServerEvents events =
        calls.events("watch workflow " + name, path("workflow-events"), query)) {
      Optional<JsonNode> event = events.next();
      while (event.isPresent()) {
        WatchEvent.Kind kind =
            switch (event.get().path("type").asString("")) {
              case "DELETED" -> WatchEvent.Kind.DELETED;
              case "BOOKMARK" -> WatchEvent.Kind.BOOKMARK;
              default -> WatchEvent.Kind.CHANGED;
            };
        Workflow workflow = typed(event.get().path("object"), Workflow.class);
        if (!goOn.test(new WatchEvent(kind, workflow))) {
          return;
        }
        event = events.next();
      }
    }
  }

  @Override
  public void stop(String name) {
    control(name, "stop");
  }

  @Override
  public void terminate(String name) {
    control(name, "terminate");
  }

  @Override
  public void suspend(String name) {
    control(name, "suspend");
  }

  /**
   * Lets it go on. The server would accept every waiting step with it.
   *
   * @throws ApiException where a step waits for an answer: that is somebody's to give
   */
  @Override
  public void resume(String name) {
    List<String> waiting =
        Nodes.of(workflow(name)).values().stream()
            .filter(node -> node.is("Suspend") && node.currentPhase() == Phase.RUNNING)
            .map(NodeStatus::display)
            .toList();
    if (!waiting.isEmpty()) {
      throw new ApiException(
          400,
          "resume workflow " + name,
          "Argo Server would accept %s with it. Answer that first (--node), or go without --argo-server"
              .formatted(String.join(", ", waiting)));
    }
    control(name, "resume");
  }

  private void control(String name, String verb) {
    calls.send(
        "%s workflow %s".formatted(verb, name),
        "PUT",
        one(name) + "/" + verb,
        body().put("name", name));
  }

  @Override
  public void answer(String name, String nodeId, Answer answer) {
    ObjectNode body =
        body()
            .put("name", name)
            .put("nodeFieldSelector", "id=" + nodeId)
            .put("phase", answer.phase().text())
            .put("message", answer.message());
    if (!answer.outputs().isEmpty()) {
      body.put("outputParameters", JSON.writeValueAsString(answer.outputs()));
    }
    calls.send("set workflow " + name, "PUT", one(name) + "/set", body);
  }

  @Override
  public int logs(String workflow, LogRequest request, LogSink sink) throws InterruptedException {
    return new ServerLogs(calls, this, workflow, request, sink, Patience.USUAL).run();
  }

  @Override
  public WorkflowTemplate template(String name) {
    return typed(
        calls.get(
            "get workflowtemplate " + name,
            path("workflow-templates") + "/" + ArgoServerCalls.encoded(name),
            Map.of()),
        WorkflowTemplate.class);
  }

  @Override
  public List<WorkflowTemplate> templates() {
    return list("workflow-templates", WorkflowTemplate.class);
  }

  @Override
  public CronWorkflow cron(String name) {
    return typed(
        calls.get("get cronworkflow " + name, oneCron(name), Map.of()), CronWorkflow.class);
  }

  @Override
  public List<CronWorkflow> crons() {
    return list("cron-workflows", CronWorkflow.class);
  }

  @Override
  public void suspendCron(String name, boolean suspended) {
    String verb = suspended ? "suspend" : "resume";
    calls.send(
        "%s cronworkflow %s".formatted(verb, name),
        "PUT",
        oneCron(name) + "/" + verb,
        body().put("name", name));
  }

  @Override
  public void touchCron(String name) {
    JsonNode cron = calls.get("get cronworkflow " + name, oneCron(name), Map.of());
    ((ObjectNode) cron)
        .withObject("metadata")
        .withObject("annotations")
        .put(Argo.LOOK_AGAIN, Instant.now().toString());
    ObjectNode body = body().put("name", name);
    body.set("cronWorkflow", cron);
    calls.send("update cronworkflow " + name, "PUT", oneCron(name), body);
  }

  @Override
  public boolean canApply(String kind) {
    return ServerApplication.KINDS.containsKey(kind);
  }

  @Override
  public void apply(Manifest manifest, boolean force) {
    new ServerApplication(calls, namespace).apply(manifest);
  }

  private <T> List<T> list(String what, Class<T> type) {
    JsonNode items = calls.get("list " + what.replace("-", ""), path(what), Map.of()).path("items");
    return items.valueStream().map(item -> typed(item, type)).toList();
  }

  private String path(String what) {
    return "/api/v1/%s/%s".formatted(what, ArgoServerCalls.encoded(namespace));
  }

  private String one(String name) {
    return path("workflows") + "/" + ArgoServerCalls.encoded(name);
  }

  private String oneCron(String name) {
    return path("cron-workflows") + "/" + ArgoServerCalls.encoded(name);
  }

  private ObjectNode body() {
    return NODES.objectNode().put("namespace", namespace);
  }

  private JsonNode json(Object resource) {
    return JSON.readTree(kubernetes.asJson(resource));
  }

  private <T> T typed(JsonNode json, Class<T> type) {
    return kubernetes.unmarshal(json.toString(), type);
  }

  @Override
  public void close() {
    calls.close();
  }
}
