package org.reland.cli.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.reland.cli.argo.Argo;
import org.reland.cli.argo.NodeStatus;
import org.reland.cli.argo.Nodes;
import org.reland.cli.argo.Phase;
import org.reland.cli.argo.Workflow;
import org.reland.cli.testing.CommandRun;
import org.reland.workflows.argo.TemplateNames;
import tools.jackson.databind.JsonNode;

/** Runs from their submission to their end, whichever it is. */
final class ArgoRuns {
  private final ArgoPlace place;

  ArgoRuns(ArgoPlace place) {
    this.place = place;
  }

  void check() throws IOException, InterruptedException {
    refused();
    good();
    bad();
    again();
    held();
    approval("hold-1");
    approval("big-1");
    refusal();
    stopped();
    goneTemplate();
    deleted();
    place.expect(0, "status", "NAME", "ok-1", "fail-1", "Succeeded", "Failed");
  }

  private void refused() {
    place.expect(2, "submit --template relan", "'relan'", "did you mean reland?");
    place.expect(2, "submit --set nonsense=1", "no parameter 'nonsense'");
    place.expect(2, "submit --rhythm nightly", "nightly");
    place.expect(2, "submit --name Upper", "--name Upper");
    place.expect(2, "submit --name " + "x".repeat(64), "at most 63");
    place.expect(2, "status nobody", "'nobody'");
    place.expect(2, "stop nobody", "'nobody'");
  }

  private void good() {
    CommandRun run =
        place.expect(
            0,
            "submit --name ok-1 --rhythm matches --set train.epochs=3 --watch",
            "submitted ok-1",
            "✓ plan",
            "✓ report");
    place.check().that(run.err().contains("plan: Running"), "changes are told: " + run);
    Workflow workflow = place.workflow("ok-1");
    place
        .check()
        .that(
            workflow.label(TemplateNames.PART_OF).orElse("").equals("reland")
                && workflow.label(TemplateNames.RHYTHM).orElse("").equals("matches")
                && workflow.annotation(TemplateNames.RUN).orElse("").equals("ok-1")
                && workflow.label(TemplateNames.CONFIGURATION).isPresent(),
            "a run bears what it belongs to: " + workflow.getMetadata());
    place
        .check()
        .that(
            workflow.getSpec().toString().contains("train.epochs=3"),
            "settings reach the run: " + workflow.getSpec());
    place.expect(2, "submit --name ok-1", "already", "reland resubmit ok-1");
    place.expect(2, "stop ok-1", "has ended (Succeeded)");
    CommandRun made = place.expect(0, "submit", "submitted reland-");
    String name = made.out().lines().findFirst().orElse("").replace("submitted ", "");
    place.expect(0, "status %s --watch".formatted(name), "Succeeded");
    place.expect(2, "submit --watch --json", "take the name");
    String scripted = place.objects("submit").getFirst().path("name").asString("");
    place.expect(0, "status %s --watch".formatted(scripted), "Succeeded");
    JsonNode said = place.objects("status " + scripted).getFirst();
    place
        .check()
        .that(
            said.path("phase").asString("").equals("Succeeded") && said.path("nodes").size() >= 4,
            "scripts get phase and nodes: " + said);
    place
        .check()
        .that(
            place.objects("status").stream()
                .anyMatch(each -> each.path("name").asString("").equals(scripted)),
            "and the table of all");
  }

  private void bad() {
    place.expect(
        65,
        "submit --name fail-1 --watch",
        "✗ train",
        "main: Error (exit code 65)",
        "reland logs fail-1 'train'",
        "reland resubmit fail-1");
    place.expect(0, "status fail-1", "fail-1  Failed");
    place.expect(65, "status fail-1 --watch", "fail-1  Failed");
    CommandRun run =
        place.expect(65, "resubmit fail-1 --watch", "submitted fail-1-", "from fail-1");
    String name = run.out().replaceFirst("(?s)submitted ([^,]*),.*", "$1");
    Workflow workflow = place.workflow(name);
    place
        .check()
        .that(
            workflow.label(Argo.RESUBMITTED_FROM).orElse("").equals("fail-1")
                && workflow.annotation(TemplateNames.RUN).orElse("").equals(name)
                && workflow.getSpec().equals(place.workflow("fail-1").getSpec()),
            "a run once more has the same specification: " + workflow);
  }

  /** Memory kills, evictions, deleted pods: each attempt and why it failed. */
  private void again() {
    place.expect(
        0,
        "submit --name retry-1 --watch",
        "attempt 3; 1. main: OOMKilled (exit code 137)",
        "2. Usage of EmptyDir volume",
        "attempt 3; 1. pod deleted",
        "2. main: Error (exit code 75)");
    place.expect(
        65, "submit --name spent-1 --watch", "attempt 2; main: OOMKilled", "No more retries left");
  }

  private void held() throws InterruptedException {
    place.expect(0, "submit --name long-1", "submitted long-1");
    place.until("long-1", "it runs", w -> w.state().currentPhase() == Phase.RUNNING);
    place.expect(2, "resume long-1", "is not held");
    place.expect(0, "suspend long-1", "reland resume long-1");
    place.expect(0, "status long-1", "Running, suspended");
    Thread.sleep(600);
    Map<String, NodeStatus> before = Nodes.of(place.workflow("long-1"));
    Thread.sleep(600);
    place
        .check()
        .that(before.equals(Nodes.of(place.workflow("long-1"))), "nothing begins while it is held");
    place.expect(2, "resubmit long-1", "has not ended");
    place.expect(0, "resume long-1", "resumed long-1");
    place.until("long-1", "it goes on", w -> Nodes.of(w).size() > before.size());
    place.expect(0, "terminate long-1", "terminating long-1");
    place.expect(65, "status long-1 --watch", "Stopped with strategy 'Terminate'");
    place
        .check()
        .that(
            Nodes.of(place.workflow("long-1")).values().stream()
                .noneMatch(node -> node.display().endsWith("onExit")),
            "no exit handler after terminate");
  }

  /** With nodes as they are, and compressed as above 1 MiB. */
  private void approval(String name) throws InterruptedException {
    place.expect(0, "submit --name " + name, "submitted");
    waitsForAnswer(name);
    place.expect(0, "status " + name, "‖ approval", "resume --node approval");
    place.expect(2, "resume " + name, "--node approval");
    place.expect(2, "resume %s --node aproval".formatted(name), "did you mean approval?");
    String resume = "resume %s --node approval --message looked-at-it --output ".formatted(name);
    place.expect(2, resume + "ko=y", "did you mean ok?");
    place.expect(2, resume + "ok=y", "--output why=VALUE");
    place.expect(0, resume + "ok=y --output why=seen", "accepted approval");
    place.expect(0, "status %s --watch".formatted(name), "✓ approval", "looked-at-it", "✓ report");
    NodeStatus node = node(name, "approval");
    place
        .check()
        .that(
            node.outputs() != null && node.outputs().value("ok").orElse("").equals("y"),
            "the answer's output is kept, and as text: " + node);
  }

  private void refusal() throws InterruptedException {
    place.expect(0, "submit --name hold-2", "submitted");
    waitsForAnswer("hold-2");
    place.expect(0, "resume hold-2 --node approval --refuse", "refused approval");
    place.expect(65, "status hold-2 --watch", "✗ approval", "refused by");
  }

  private void waitsForAnswer(String name) throws InterruptedException {
    place.until(
        name,
        "a step waits for an answer",
        w ->
            Nodes.of(w).values().stream()
                .anyMatch(n -> n.is("Suspend") && n.currentPhase() == Phase.RUNNING));
  }

  private void stopped() throws InterruptedException {
    place.expect(0, "submit --name long-2", "submitted long-2");
    place.until("long-2", "it runs", w -> Nodes.of(w).size() > 2);
    place.expect(0, "stop long-2", "stopping long-2");
    place.expect(65, "status long-2 --watch", "Stopped with strategy 'Stop'", "✓ long-2.onExit");
  }

  /** The template may go after it was checked: then the workflow itself says so. */
  private void goneTemplate() throws IOException {
    Path folder = Files.createDirectories(place.folder().resolve("short"));
    Files.writeString(
        folder.resolve("t.yaml"),
        """
        apiVersion: argoproj.io/v1alpha1
        kind: WorkflowTemplate
        metadata: {name: short}
        spec:
          entrypoint: pipeline
          arguments: {parameters: [{name: size, value: small, enum: [small, large]}]}
          templates: [{name: pipeline, container: {image: x, command: [x]}}]
        """);
    place.expect(2, "submit --template short --set size=huge --from " + folder, "small, large");
    place.expect(2, "submit --template short --set train.epochs=1", "no parameter 'settings'");
  }

  private void deleted() throws InterruptedException {
    place.expect(0, "submit --name long-3", "submitted long-3");
    place.until("long-3", "it runs", w -> w.state().currentPhase() == Phase.RUNNING);
    Thread deleting =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    Thread.sleep(700);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  place
                      .client()
                      .resources(Workflow.class)
                      .inNamespace(place.namespace())
                      .withName("long-3")
                      .delete();
                });
    place.expect(65, "status long-3 --watch", "workflow long-3 was deleted");
    deleting.join();
  }

  private NodeStatus node(String workflow, String display) {
    return Nodes.of(place.workflow(workflow)).values().stream()
        .filter(node -> node.display().equals(display))
        .findFirst()
        .orElseThrow();
  }
}
