package org.reland.cli.argo;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Argo through Kubernetes' own API: workflows are resources, and the controller is told what to do
 * by changing them (merge patches, as Argo's own command line does without a server).
 */
public final class KubernetesApi implements ArgoApi {
  /** A workflow is up to a megabyte; a list is read in pieces. */
  private static final long PAGE = 50;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int TRIES = 5;

  /** The server ends a watch after this, so that a dead connection does not hang for ever. */
  private static final Duration WATCH = Duration.ofMinutes(4);

  private static final Duration SILENCE = WATCH.plusSeconds(30);

  private final KubernetesClient client;
  private final KubernetesCalls calls;
  private final Patience patience;

  public KubernetesApi(KubernetesClient client) {
    this(client, Patience.USUAL);
  }

  KubernetesApi(KubernetesClient client, Patience patience) {
    this.client = client;
    this.patience = patience;
    this.calls = new KubernetesCalls(client);
  }

  @Override
  public String namespace() {
    return client.getConfiguration().getNamespace();
  }

  @Override
  public String server() {
    return client.getConfiguration().getMasterUrl();
  }

  @Override
  public Workflow workflow(String name) {
    return calls.find("get workflow " + name, of(Workflow.class).withName(name)::get);
  }

  @Override
  public List<Workflow> workflows(String labelSelector) {
    List<Workflow> workflows = new ArrayList<>();
    String next = null;
    do {
      var options =
          new ListOptionsBuilder()
              .withLabelSelector(labelSelector)
              .withLimit(PAGE)
              .withContinue(next)
              .build();
      KubernetesResourceList<Workflow> page =
          calls.call("list workflows", () -> of(Workflow.class).list(options));
      workflows.addAll(page.getItems());
      next = page.getMetadata().getContinue();
    } while (next != null && !next.isEmpty());
    workflows.sort(Comparator.comparing(KubernetesApi::created).reversed());
    return workflows;
  }

  static String created(Workflow workflow) {
    return String.valueOf(workflow.getMetadata().getCreationTimestamp());
  }

  @Override
  public Workflow create(Workflow workflow) {
    String what = "create workflow " + workflow.name();
    return calls.call(
        what,
        () ->
            client
                .resource(workflow)
                .inNamespace(namespace())
                .fieldValidation(FieldValidateable.Validation.STRICT)
                .create());
  }

  @Override
  public Snapshot snapshot(String name) {
    KubernetesResourceList<Workflow> list =
        calls.call(
            "get workflow " + name,
            () -> of(Workflow.class).withField("metadata.name", name).list());
    return new Snapshot(
        list.getItems().stream().findFirst(), list.getMetadata().getResourceVersion());
  }

  @Override
  public void watch(String name, String version, Predicate<WatchEvent> goOn)
      throws InterruptedException {
    String what = "watch workflow " + name;
    String path =
        "/apis/%s/namespaces/%s/workflows?watch=true&allowWatchBookmarks=true&fieldSelector=%s&resourceVersion=%s&timeoutSeconds=%d"
            .formatted(
                Argo.API_VERSION,
                namespace(),
                encoded("metadata.name=" + name),
                encoded(version),
                WATCH.toSeconds());
    try (EventStream events = new EventStream(what, calls.stream(what, path), SILENCE)) {
      Optional<JsonNode> event = events.next();
      while (event.isPresent() && goOn.test(event(what, event.get()))) {
        event = events.next();
      }
    }
  }

  private WatchEvent event(String what, JsonNode event) {
    JsonNode object = event.path("object");
    WatchEvent.Kind kind =
        switch (event.path("type").asString("")) {
          case "ADDED", "MODIFIED" -> WatchEvent.Kind.CHANGED;
          case "DELETED" -> WatchEvent.Kind.DELETED;
          case "BOOKMARK" -> WatchEvent.Kind.BOOKMARK;
          default ->
              throw new ApiException(
                  object.path("code").asInt(ApiException.UNREACHED),
                  what,
                  object.path("message").asString(""));
        };
    return new WatchEvent(
        kind, client.getKubernetesSerialization().unmarshal(object.toString(), Workflow.class));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void stop(String name) {
    spec(name, JSON.objectNode().put("shutdown", "Stop"));
  }

  @Override
  public void terminate(String name) {
    spec(name, JSON.objectNode().put("shutdown", "Terminate"));
  }

  @Override
  public void suspend(String name) {
    spec(name, JSON.objectNode().put("suspend", true));
  }

  @Override
  public void resume(String name) {
    spec(name, JSON.objectNode().putNull("suspend"));
  }

  private void spec(String name, ObjectNode change) {
    patch(Workflow.class, "patch workflow " + name, name, "spec", change);
  }

  @Override
  public void answer(String name, String nodeId, Answer answer) {
    for (int attempt = 1; ; attempt++) {
      Workflow workflow = workflow(name);
      ObjectNode patch = SuspendedNode.patch(workflow, nodeId, answer, now());
      try {
        patch(Workflow.class, "patch workflow " + name, name, patch);
        return;
      } catch (ApiException e) {
        if (!e.conflict() || attempt == TRIES) { // the controller was faster: on its new state
          throw e;
        }
      }
    }
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  @Override
  public int logs(String workflow, LogRequest request, LogSink sink) throws InterruptedException {
    return new PodLogs(client, calls, this, workflow, request, sink, patience).run();
  }

  @Override
  public WorkflowTemplate template(String name) {
    return calls.find(
        "get workflowtemplate " + name, of(WorkflowTemplate.class).withName(name)::get);
  }

  @Override
  public List<WorkflowTemplate> templates() {
    return calls.call("list workflowtemplates", () -> of(WorkflowTemplate.class).list().getItems());
  }

  @Override
  public CronWorkflow cron(String name) {
    return calls.find("get cronworkflow " + name, of(CronWorkflow.class).withName(name)::get);
  }

  @Override
  public List<CronWorkflow> crons() {
    return calls.call("list cronworkflows", () -> of(CronWorkflow.class).list().getItems());
  }

  @Override
  public void suspendCron(String name, boolean suspended) {
    patch(
        CronWorkflow.class,
        "patch cronworkflow " + name,
        name,
        "spec",
        JSON.objectNode().put("suspend", suspended));
  }

  @Override
  public void touchCron(String name) {
    ObjectNode metadata = JSON.objectNode();
    metadata.putObject("annotations").put(Argo.LOOK_AGAIN, Instant.now().toString());
    patch(CronWorkflow.class, "patch cronworkflow " + name, name, "metadata", metadata);
  }

  @Override
  public void apply(Manifest manifest, boolean force) {
    calls.serverSideApply(manifest, namespace(), force);
  }

  private <T extends HasMetadata> void patch(
      Class<T> type, String what, String name, String part, ObjectNode change) {
    ObjectNode patch = JSON.objectNode();
    patch.set(part, change);
    patch(type, what, name, patch);
  }

  private <T extends HasMetadata> void patch(
      Class<T> type, String what, String name, ObjectNode patch) {
    var context =
        new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager(KubernetesCalls.FIELD_MANAGER)
            .withFieldValidation("Strict")
            .build();
    calls.call(what, () -> of(type).withName(name).patch(context, patch.toString()));
  }

  private <T extends HasMetadata>
      NonNamespaceOperation<T, KubernetesResourceList<T>, Resource<T>> of(Class<T> type) {
    MixedOperation<T, KubernetesResourceList<T>, Resource<T>> all = client.resources(type);
    return all.inNamespace(namespace());
  }

  /** What lies beside the workflows. */
  public KubernetesReads reads() {
    return new KubernetesReads(client, calls);
  }

  @Override
  public void close() {
    client.close();
  }
}
