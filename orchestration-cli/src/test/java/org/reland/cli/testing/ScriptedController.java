package org.reland.cli.testing;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.reland.cli.argo.CronWorkflow;
import org.reland.cli.argo.Workflow;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Plays Argo's controller on a real API server: it watches over a namespace and writes the statuses
 * that the real one was seen to write, by the {@link Script} that a workflow's name picks. Pods are
 * real objects on the node of a {@link TestingKubelet}; nothing runs in them.
 */
public final class ScriptedController implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(150);
  private static final String API = "/apis/argoproj.io/v1alpha1/namespaces/";

  private final KubernetesClient client;
  private final String namespace;
  private final TestingKubelet kubelet;
  private final JsonMapper json = JsonMapper.builder().build();
  private final Set<String> looked = new HashSet<>();
  private final Thread thread;
  private int mostAtATime;

  /** Starts it. */
  public ScriptedController(KubernetesClient client, String namespace, TestingKubelet kubelet) {
    this.client = client;
    this.namespace = namespace;
    this.kubelet = kubelet;
    this.thread = Thread.ofVirtual().start(this::run);
  }

  /** Of the workflows of backfills, how many were seen to run at a time. */
  public synchronized int mostAtATime() {
    return mostAtATime;
  }

  private void run() {
    try {
      while (true) {
        try {
          look();
        } catch (KubernetesClientException e) {
          // Changed or deleted under its hands, or at its own end.
          if (e.getCode() != 409 && e.getCode() != 404 && !Thread.currentThread().isInterrupted()) {
            System.err.println("scripted controller: " + e.getMessage());
          }
        }
        Thread.sleep(TICK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    ArrayNode workflows = items("workflows");
    Set<String> templates = new HashSet<>();
    items("workflowtemplates").forEach(each -> templates.add(name(each)));
    Set<String> held = new HashSet<>();
    int backfills = 0;
    for (JsonNode workflow : workflows) {
      if (workflow.at("/status/phase").asString("").equals("Running")) {
        held.add(mutex(workflow));
        backfills += workflow.at("/metadata/labels").has("workflows.argoproj.io/backfill") ? 1 : 0;
      }
    }
    synchronized (this) {
      mostAtATime = Math.max(mostAtATime, backfills);
    }
    for (JsonNode workflow : workflows) {
      if (!ScriptedRun.isEnded(workflow)) {
        workflow(workflow, templates, held);
      }
    }
    for (JsonNode cron : items("cronworkflows")) {
      cron(cron, workflows, templates);
    }
  }

  private void workflow(JsonNode workflow, Set<String> templates, Set<String> held) {
    ScriptedRun run = new ScriptedRun(workflow);
    String template = workflow.at("/spec/workflowTemplateRef/name").asString("");
    String mutex = mutex(workflow);
    boolean running = workflow.at("/status/phase").asString("").equals("Running");
    if (!templates.contains(template)) {
      run.fail("Error", "workflowtemplates.argoproj.io \"%s\" not found".formatted(template));
    } else if (!running && !mutex.isEmpty() && !held.add(mutex)) {
      run.wait("%s/Mutex/%s".formatted(namespace, mutex));
    } else {
      run.advance();
    }
    for (ScriptedRun.PodChange pod : run.pods()) {
      kubelet.change(namespace, name(workflow), pod);
    }
    ObjectNode patch = run.patch();
    // As the real one, it gives way to whoever was faster, and looks again.
    ((ObjectNode) patch.path("metadata"))
        .put("resourceVersion", workflow.at("/metadata/resourceVersion").asString());
    client
        .resources(Workflow.class)
        .inNamespace(namespace)
        .withName(name(workflow))
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
  }

  /**
   * One whose template is not there is refused in silence, and not looked at again until it
   * changes.
   */
  private void cron(JsonNode cron, ArrayNode workflows, Set<String> templates) {
    boolean accepted =
        cron.at("/metadata/annotations").has("cronworkflows.argoproj.io/last-used-schedule");
    String state = name(cron) + "@" + cron.at("/metadata/resourceVersion").asString();
    ObjectNode patch = json.createObjectNode();
    if (!accepted) {
      String template = cron.at("/spec/workflowSpec/workflowTemplateRef/name").asString("");
      if (!looked.add(state) || !templates.contains(template)) {
        return;
      }
      patch
          .putObject("metadata")
          .putObject("annotations")
          .put(
              "cronworkflows.argoproj.io/last-used-schedule",
              cron.at("/spec/schedules/0").asString(""));
    }
    List<String> active =
        workflows
            .valueStream()
            .filter(each -> !ScriptedRun.isEnded(each))
            .filter(
                each ->
                    each.at("/metadata/labels/workflows.argoproj.io~1cron-workflow")
                        .asString("")
                        .equals(name(cron)))
            .filter(each -> each.at("/metadata/ownerReferences/0/controller").asBoolean(false))
            .map(ScriptedController::name)
            .toList();
    List<String> before =
        cron.at("/status/active").valueStream().map(each -> each.path("name").asString()).toList();
    if (!accepted || !active.equals(before)) {
      ObjectNode status = patch.putObject("status").put("phase", "Active");
      var references = status.putArray("active");
      active.forEach(each -> references.addObject().put("name", each));
      status.put("succeeded", 0).put("failed", 0).putArray("conditions");
      status.putNull("lastScheduledTime");
      client
          .resources(CronWorkflow.class)
          .inNamespace(namespace)
          .withName(name(cron))
          .patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
    }
  }

  private static String mutex(JsonNode workflow) {
    return workflow.at("/spec/synchronization/mutexes/0/name").asString("");
  }

  private static String name(JsonNode resource) {
    return resource.at("/metadata/name").asString();
  }

  private ArrayNode items(String plural) {
    return (ArrayNode) json.readTree(client.raw(API + namespace + "/" + plural)).path("items");
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
