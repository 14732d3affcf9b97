package org.reland.cli.testing;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reland.cli.argo.Answer;
import org.reland.cli.argo.ApiException;
import org.reland.cli.argo.ArgoApi;
import org.reland.cli.argo.CronWorkflow;
import org.reland.cli.argo.Manifest;
import org.reland.cli.argo.NodeStatus;
import org.reland.cli.argo.Nodes;
import org.reland.cli.argo.Phase;
import org.reland.cli.argo.Snapshot;
import org.reland.cli.argo.Workflow;
import org.reland.cli.argo.WorkflowFollower;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What every way to Argo does alike: through Kubernetes' API, through Argo Server, in memory. */
public final class ArgoApiContract {
  private static final YAMLMapper YAML = new YAMLMapper();

  private final ArgoApi api;
  private final Controller controller;
  private final String prefix;

  /** Writes a workflow's status, as Argo's controller does. */
  @FunctionalInterface
  public interface Controller {
    void status(String workflow, ObjectNode status);
  }

  /** One promise. */
  @FunctionalInterface
  public interface Promise {
    void keep() throws Exception;
  }

  /**
   * The contract for one of them.
   *
   * @param prefix of the names of what is created
   */
  public ArgoApiContract(ArgoApi api, Controller controller, String prefix) {
    this.api = api;
    this.controller = controller;
    this.prefix = prefix;
  }

  /** Each with a sentence. */
  public Map<String, Promise> promises() {
    Map<String, Promise> promises = new LinkedHashMap<>();
    promises.put("a workflow is created once", this::createdOnce);
    promises.put("what is not there is not found", this::notFound);
    promises.put("workflows are listed by label", this::listed);
    promises.put("changes are followed to the end", this::followed);
    promises.put("a run is told to stop, to end, to wait, to go on", this::controlled);
    promises.put("a step that waits is answered", this::answered);
    promises.put("templates and schedules are brought, read and changed", this::brought);
    promises.put("an unknown field is refused, with its name", this::unknownField);
    promises.put("a schedule is held and let go", this::cronHeld);
    promises.put("a schedule that is held is touched and stays held", this::cronTouched);
    return promises;
  }

  private void createdOnce() {
    Workflow created = api.create(workflow("once"));
    holds(created.name().equals(name("once")), "its name");
    Workflow read = api.workflow(name("once"));
    holds(read.getSpec().path("entrypoint").asString("").equals("pipeline"), "specification");
    holds(read.label("reland.org/rhythm").orElse("").equals("pipeline"), "label");
    holds(read.annotation("reland.org/run").orElse("").equals("x"), "annotation");
    holds(failure(() -> api.create(workflow("once"))).conflict(), "a conflict the second time");
  }

  private void notFound() {
    holds(failure(() -> api.workflow(name("nobody"))).notFound(), "workflow");
    holds(failure(() -> api.template(name("nobody"))).notFound(), "template");
    holds(failure(() -> api.cron(name("nobody"))).notFound(), "cron workflow");
    holds(failure(() -> api.stop(name("nobody"))).notFound(), "stopping");
    Snapshot snapshot = api.snapshot(name("nobody"));
    holds(snapshot.workflow().isEmpty(), "a look at it finds nothing");
  }

  private void listed() {
    Workflow workflow = workflow("listed");
    workflow.getMetadata().getLabels().put("reland.org/rhythm", name("only"));
    api.create(workflow);
    List<Workflow> found = api.workflows("reland.org/rhythm=" + name("only"));
    holds(found.size() == 1 && found.getFirst().name().equals(name("listed")), "the one");
    holds(api.workflows("reland.org/rhythm=" + name("none")).isEmpty(), "none");
  }

  private void followed() throws InterruptedException {
    api.create(workflow("followed"));
    List<Phase> seen = new ArrayList<>();
    boolean there =
        new WorkflowFollower(api)
            .follow(
                name("followed"),
                now -> {
                  Phase phase = now.state().currentPhase();
                  if (seen.isEmpty() || seen.getLast() != phase) {
                    seen.add(phase);
                    next(phase);
                  }
                  return !phase.ended();
                });
    holds(there, "it is still there");
    holds(seen.equals(List.of(Phase.NEW, Phase.RUNNING, Phase.FAILED)), "phases: " + seen);
  }

  private void next(Phase phase) {
    if (phase == Phase.NEW) {
      status("followed", "{phase: Running, startedAt: '2026-11-23T12:00:00Z'}");
    } else if (phase == Phase.RUNNING) {
      status("followed", "{phase: Failed, message: no luck}");
    }
  }

  private void controlled() {
    api.create(workflow("controlled"));
    api.suspend(name("controlled"));
    holds(spec("controlled", "suspend").equals("true"), "held");
    api.resume(name("controlled"));
    holds(spec("controlled", "suspend").matches("|false|null"), "let go");
    api.stop(name("controlled"));
    holds(spec("controlled", "shutdown").equals("Stop"), "stopped");
    api.terminate(name("controlled"));
    holds(spec("controlled", "shutdown").equals("Terminate"), "ended");
  }

  private void answered() {
    api.create(workflow("answered"));
    status(
        "answered",
        "{phase: Running, nodes: {n-1: {id: n-1, name: n, displayName: approval, type: Suspend, phase: Running}, n-2: {id: n-2, name: o, displayName: other, type: Suspend, phase: Running}}}");
    api.answer(name("answered"), "n-1", new Answer(true, "looked", Map.of("ok", "y")));
    Map<String, NodeStatus> nodes = Nodes.of(api.workflow(name("answered")));
    NodeStatus node = nodes.get("n-1");
    holds(node.currentPhase() == Phase.SUCCEEDED, "accepted");
    holds(Optional.ofNullable(node.message()).orElse("").contains("looked"), "with a message");
    holds(
        node.outputs() != null && node.outputs().value("ok").orElse("").equals("y"), "and a value");
    holds(node.display().equals("approval"), "the rest of it is kept");
    holds(nodes.get("n-2").currentPhase() == Phase.RUNNING, "and the other node");
    api.answer(name("answered"), "n-2", new Answer(false, "no", Map.of()));
    holds(
        Nodes.of(api.workflow(name("answered"))).get("n-2").currentPhase() == Phase.FAILED,
        "refused");
  }

  private void brought() {
    api.apply(template("brought", "entrypoint: a"), false);
    api.apply(template("brought", "entrypoint: b"), false);
    holds(
        api.template(name("brought")).getSpec().path("entrypoint").asString("").equals("b"),
        "as it is now");
    holds(
        api.templates().stream().anyMatch(each -> each.name().equals(name("brought"))),
        "in the list");
    api.apply(cron("brought"), false);
    CronWorkflow cron = api.cron(name("brought"));
    holds(cron.schedules().equals(List.of("0 5 * * *")), "schedules");
    holds(cron.timezone().orElse("").equals("Europe/Berlin"), "time zone");
    holds(
        api.crons().stream().anyMatch(each -> each.name().equals(name("brought"))), "in the list");
  }

  private void unknownField() {
    ApiException e = failure(() -> api.apply(template("unknown", "parallellism: 3"), false));
    holds(String.valueOf(e.getMessage()).contains("parallellism"), "told: " + e.getMessage());
    holds(e.status() == 422 || e.status() == 400, "as the file's mistake: " + e.status());
    holds(failure(() -> api.template(name("unknown"))).notFound(), "and not brought");
  }

  private void cronHeld() {
    api.apply(cron("held"), false);
    api.suspendCron(name("held"), true);
    holds(api.cron(name("held")).suspended(), "held");
    api.suspendCron(name("held"), false);
    holds(!api.cron(name("held")).suspended(), "let go");
  }

  private void cronTouched() {
    api.apply(cron("touched"), false);
    api.suspendCron(name("touched"), true);
    CronWorkflow before = api.cron(name("touched"));
    api.touchCron(name("touched"));
    CronWorkflow after = api.cron(name("touched"));
    holds(after.getSpec().equals(before.getSpec()), "the same specification");
    holds(
        !after.getMetadata().getResourceVersion().equals(before.getMetadata().getResourceVersion()),
        "and yet a change");
  }

  private String spec(String workflow, String field) {
    return api.workflow(name(workflow)).getSpec().path(field).asString("");
  }

  private void status(String workflow, String yaml) {
    controller.status(name(workflow), (ObjectNode) YAML.readTree(yaml));
  }

  private Workflow workflow(String name) {
    Workflow workflow = new Workflow();
    workflow.setMetadata(
        new ObjectMetaBuilder()
            .withName(name(name))
            .addToLabels("reland.org/rhythm", "pipeline")
            .addToAnnotations("reland.org/run", "x")
            .build());
    workflow.getSpec().put("entrypoint", "pipeline");
    workflow.getSpec().putObject("workflowTemplateRef").put("name", "reland");
    return workflow;
  }

  private Manifest template(String name, String line) {
    return manifest(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: WorkflowTemplate
        metadata: {name: %s}
        spec:
          %s
          templates: [{name: a, container: {image: x, command: [x]}}]
        """
            .formatted(name(name), line));
  }

  private Manifest cron(String name) {
    return manifest(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: CronWorkflow
        metadata: {name: %s}
        spec:
          schedules: ["0 5 * * *"]
          timezone: Europe/Berlin
          workflowSpec: {entrypoint: a, workflowTemplateRef: {name: reland}}
        """
            .formatted(name(name)));
  }

  private static Manifest manifest(String text) {
    return new Manifest("contract", text, YAML.readTree(text));
  }

  private String name(String name) {
    return prefix + "-" + name;
  }

  private static ApiException failure(Runnable call) {
    try {
      call.run();
    } catch (ApiException e) {
      return e;
    }
    throw new AssertionError("nothing was refused");
  }

  private static void holds(boolean condition, String what) {
    if (!condition) {
      throw new AssertionError("does not hold: " + what);
    }
  }
}
