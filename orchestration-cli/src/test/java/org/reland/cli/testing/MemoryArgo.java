package org.reland.cli.testing;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.reland.cli.argo.Answer;
import org.reland.cli.argo.ApiException;
import org.reland.cli.argo.ArgoApi;
import org.reland.cli.argo.CronWorkflow;
import org.reland.cli.argo.LogLine;
import org.reland.cli.argo.LogRequest;
import org.reland.cli.argo.LogSink;
import org.reland.cli.argo.Manifest;
import org.reland.cli.argo.Snapshot;
import org.reland.cli.argo.WatchEvent;
import org.reland.cli.argo.Workflow;
import org.reland.cli.argo.WorkflowTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Argo in memory, for what a {@link TestingArgoServer} serves; held to the same contract. */
public final class MemoryArgo implements ArgoApi {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final KubernetesSerialization kubernetes = new KubernetesSerialization();
  private final Map<String, ObjectNode> objects = new TreeMap<>();
  private final Map<String, List<LogLine>> logs = new TreeMap<>();
  private long version = 100;
  private int lost;
  private Runnable onRead = () -> {};
  private Runnable onChange = () -> {};

  /** Writes a status, as the controller does. */
  public synchronized void status(String workflow, ObjectNode status) {
    ObjectNode object = object("Workflow", workflow);
    object.set("status", status);
    changed(object);
  }

  /**
   * The answers to so many creations are lost: the workflow is there, but who asked is not told.
   */
  public synchronized void loseAnswers(int many) {
    lost = many;
  }

  /** Is run before every look at a workflow; may fail in its place. */
  public synchronized void onRead(Runnable read) {
    onRead = read;
  }

  /** Is run after every change. */
  public synchronized void onChange(Runnable change) {
    onChange = change;
  }

  /** Adds what a pod has printed. */
  public synchronized void log(String workflow, LogLine line) {
    logs.computeIfAbsent(workflow, _ -> new ArrayList<>()).add(line);
  }

  @Override
  public String namespace() {
    return "memory";
  }

  @Override
  public String server() {
    return "memory";
  }

  @Override
  public synchronized Workflow workflow(String name) {
    onRead.run();
    return typed(object("Workflow", name), Workflow.class);
  }

  @Override
  public List<Workflow> workflows(String labelSelector) {
    String[] label = labelSelector.split("=", -1);
    return all("Workflow", Workflow.class).stream()
        .filter(
            each ->
                labelSelector.isEmpty()
                    || each.label(label[0]).filter(label[1]::equals).isPresent())
        .sorted(
            Comparator.comparing((Workflow each) -> each.getMetadata().getCreationTimestamp())
                .reversed())
        .toList();
  }

  @Override
  public synchronized Workflow create(Workflow workflow) {
    String key = "Workflow " + workflow.name();
    if (objects.containsKey(key)) {
      throw new ApiException(409, "create", key + " already exists");
    }
    ObjectNode object = (ObjectNode) JSON.readTree(kubernetes.asJson(workflow));
    object
        .withObject("metadata")
        .put("creationTimestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    objects.put(key, object);
    changed(object);
    if (lost-- > 0) {
      throw new ApiException(503, "create", "upstream connect error");
    }
    return workflow(workflow.name());
  }

  @Override
  public synchronized Snapshot snapshot(String name) {
    boolean there = objects.containsKey("Workflow " + name);
    return new Snapshot(
        there ? Optional.of(workflow(name)) : Optional.empty(), Long.toString(version));
  }

  @Override
  public void watch(String name, String from, Predicate<WatchEvent> goOn)
      throws InterruptedException {
    long seen = Long.parseLong(from);
    while (true) {
      Workflow now;
      synchronized (this) {
        while (versionOf(name) <= seen) {
          wait();
        }
        seen = versionOf(name);
        now = workflow(name);
      }
      if (!goOn.test(new WatchEvent(WatchEvent.Kind.CHANGED, now))) {
        return;
      }
    }
  }

  private long versionOf(String name) {
    return object("Workflow", name).at("/metadata/resourceVersion").asLong();
  }

  @Override
  public void stop(String name) {
    spec("Workflow", name, "shutdown", "Stop");
  }

  @Override
  public void terminate(String name) {
    spec("Workflow", name, "shutdown", "Terminate");
  }

  @Override
  public void suspend(String name) {
    spec("Workflow", name, "suspend", true);
  }

  @Override
  public void resume(String name) {
    spec("Workflow", name, "suspend", null);
  }

  private synchronized void spec(String kind, String name, String field, @Nullable Object value) {
    ObjectNode object = object(kind, name);
    if (value == null) {
      object.withObject("spec").remove(field);
    } else {
      object.withObject("spec").putPOJO(field, value);
    }
    changed(object);
  }

  @Override
  public synchronized void answer(String name, String nodeId, Answer answer) {
    ObjectNode object = object("Workflow", name);
    ObjectNode node = object.withObject("status").withObject("nodes").withObject(nodeId);
    node.put("phase", answer.accepted() ? "Succeeded" : "Failed").put("message", answer.message());
    answer
        .outputs()
        .forEach(
            (key, value) ->
                node.withObject("outputs")
                    .withArray("parameters")
                    .addObject()
                    .put("name", key)
                    .put("value", value));
    changed(object);
  }

  @Override
  public synchronized int logs(String workflow, LogRequest request, LogSink sink) {
    List<LogLine> lines =
        logs.getOrDefault(workflow, List.of()).stream()
            .filter(line -> request.node().test(line.nodeId()))
            .toList();
    lines.forEach(sink::line);
    return (int) lines.stream().map(LogLine::nodeId).distinct().count();
  }

  @Override
  public WorkflowTemplate template(String name) {
    return typed(object("WorkflowTemplate", name), WorkflowTemplate.class);
  }

  @Override
  public List<WorkflowTemplate> templates() {
    return all("WorkflowTemplate", WorkflowTemplate.class);
  }

  @Override
  public CronWorkflow cron(String name) {
    return typed(object("CronWorkflow", name), CronWorkflow.class);
  }

  @Override
  public List<CronWorkflow> crons() {
    return all("CronWorkflow", CronWorkflow.class);
  }

  @Override
  public void suspendCron(String name, boolean suspended) {
    spec("CronWorkflow", name, "suspend", suspended);
  }

  @Override
  public synchronized void touchCron(String name) {
    ObjectNode object = object("CronWorkflow", name);
    object
        .withObject("metadata")
        .withObject("annotations")
        .put("reland.org/look-again", Instant.now().toString());
    changed(object);
  }

  @Override
  public synchronized void apply(Manifest manifest, boolean force) {
    if (manifest.content().at("/spec/parallellism").isValueNode()) {
      throw new ApiException(422, "apply", ".spec.parallellism: field not declared in schema");
    }
    ObjectNode object = (ObjectNode) manifest.content().deepCopy();
    objects.put(manifest.title(), object);
    changed(object);
  }

  private synchronized ObjectNode object(String kind, String name) {
    ObjectNode object = objects.get(kind + " " + name);
    if (object == null) {
      throw new ApiException(404, "get", "%s \"%s\" not found".formatted(kind, name));
    }
    return object;
  }

  private synchronized <T> List<T> all(String kind, Class<T> type) {
    return objects.values().stream()
        .filter(each -> each.path("kind").asString("").equals(kind))
        .map(each -> typed(each, type))
        .toList();
  }

  private synchronized void changed(ObjectNode object) {
    version++;
    object.withObject("metadata").put("resourceVersion", Long.toString(version));
    notifyAll();
    onChange.run();
  }

  private synchronized <T> T typed(ObjectNode object, Class<T> type) {
    return kubernetes.unmarshal(object.toString(), type);
  }

  @Override
  public void close() {}
}
