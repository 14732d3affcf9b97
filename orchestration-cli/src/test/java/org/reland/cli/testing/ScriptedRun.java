package org.reland.cli.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.reland.cli.testing.Script.Outcome;
import org.reland.cli.testing.Script.Task;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One workflow under the scripted controller: from its state the next one, in the form in which
 * Argo 4.1.2's controller was seen to write it.
 */
final class ScriptedRun {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JsonNode workflow;
  private final String name;
  private final Script script;
  private final ObjectNode nodes;
  private final ObjectNode status;
  private final List<PodChange> pods = new ArrayList<>();

  /** What is to be done to a pod; ended ones have an exit code. */
  record PodChange(String pod, String nodeId, Kind kind, int lines, String exitCode) {
    enum Kind {
      START,
      END,
      DELETE
    }
  }

  ScriptedRun(JsonNode workflow) {
    this.workflow = workflow;
    this.name = workflow.at("/metadata/name").asString();
    this.script = Script.of(name);
    this.nodes = nodes(workflow.path("status"));
    this.status = JSON.createObjectNode();
  }

  static boolean isEnded(JsonNode workflow) {
    return workflow.at("/status/phase").asString("").matches("Succeeded|Failed|Error");
  }

  /** What it writes: a merge patch of the workflow. */
  ObjectNode patch() {
    ObjectNode patch = JSON.createObjectNode();
    String phase = status.path("phase").asString(workflow.at("/status/phase").asString("Running"));
    ObjectNode labels = patch.putObject("metadata").putObject("labels");
    labels.put("workflows.argoproj.io/phase", phase);
    if (phase.matches("Succeeded|Failed|Error")) {
      labels.put("workflows.argoproj.io/completed", "true");
    }
    if (script.compressed()) {
      status.putNull("nodes");
      status.put("compressedNodes", compressed(nodes));
    } else {
      status.set("nodes", nodes);
    }
    patch.set("status", status);
    return patch;
  }

  List<PodChange> pods() {
    return pods;
  }

  void fail(String phase, String message) {
    status.put("phase", phase).put("message", message).put("finishedAt", now());
  }

  void wait(String lock) {
    status
        .put("phase", "Pending")
        .put("message", "Waiting for %s lock. Lock status: 0/1".formatted(lock));
  }

  /** One step on. */
  void advance() {
    if (nodes.path(name).isMissingNode()) {
      status.put("phase", "Running").put("message", "").put("startedAt", now());
      node(name, name, "DAG", "Running");
      return;
    }
    String shutdown = workflow.at("/spec/shutdown").asString("");
    if (!shutdown.isEmpty()) {
      stop(shutdown);
      return;
    }
    if (workflow.at("/spec/suspend").asBoolean(false)) {
      return;
    }
    for (Task task : script.tasks()) {
      switch (task(task)) {
        case "" -> {
          return;
        }
        case "Succeeded" -> {}
        default -> {
          end("Failed", "");
          return;
        }
      }
    }
    end("Succeeded", "");
  }

  /** Moves a task on; its phase where it has ended, else nothing. */
  private String task(Task task) {
    return switch (task) {
      case Task.Hold hold -> hold(hold);
      case Task.Pod pod when pod.outcomes().size() == 1 -> pod(pod, pod.name(), 0, false);
      case Task.Pod pod -> retry(pod);
    };
  }

  private String hold(Task.Hold hold) {
    String id = id(hold.name());
    if (nodes.path(id).isMissingNode()) {
      ObjectNode node = node(id, hold.name(), "Suspend", "Running");
      var declared = node.putObject("outputs").putArray("parameters");
      for (String name : List.of("ok", "why")) {
        declared.addObject().put("name", name).putObject("valueFrom").putObject("supplied");
      }
      return "";
    }
    String phase = nodes.path(id).path("phase").asString();
    return phase.equals("Running") ? "" : phase;
  }

  private String retry(Task.Pod pod) {
    String id = id(pod.name());
    if (nodes.path(id).isMissingNode()) {
      node(id, pod.name(), "Retry", "Running").putArray("children");
    }
    ObjectNode step = (ObjectNode) nodes.path(id);
    if (!step.path("phase").asString().equals("Running")) {
      return step.path("phase").asString();
    }
    int attempts = Math.max(1, step.path("children").size());
    String phase = pod(pod, "%s(%d)".formatted(pod.name(), attempts - 1), attempts - 1, true);
    if (step.path("children").size() < attempts) {
      step.withArray("children").add(id("%s(%d)".formatted(pod.name(), attempts - 1)));
    }
    if (phase.isEmpty()) {
      return "";
    }
    if (phase.equals("Succeeded")) {
      close(step, phase, "");
      return phase;
    }
    if (attempts == pod.outcomes().size()) {
      close(step, "Failed", "No more retries left");
      return "Failed";
    }
    String next = "%s(%d)".formatted(pod.name(), attempts);
    pod(pod, next, attempts, true);
    step.withArray("children").add(id(next));
    return "";
  }

  private String pod(Task.Pod pod, String display, int attempt, boolean retried) {
    String id = id(display);
    String podName = name + "-" + pod.name() + id.substring(name.length());
    JsonNode there = nodes.path(id);
    if (there.isMissingNode()) {
      ObjectNode node = node(id, display, "Pod", "Pending");
      node.put("message", "PodInitializing");
      if (retried) {
        node.putObject("nodeFlag").put("retried", true);
      }
      return "";
    }
    ObjectNode node = (ObjectNode) there;
    Outcome outcome = pod.outcomes().get(attempt);
    return switch (node.path("phase").asString()) {
      case "Pending" -> {
        node.put("phase", "Running").put("message", "");
        pods.add(new PodChange(podName, id, PodChange.Kind.START, pod.lines(), ""));
        yield "";
      }
      case "Running" -> {
        end(node, podName, outcome);
        yield outcome.phase();
      }
      case String ended -> ended;
    };
  }

  private void end(ObjectNode node, String pod, Outcome outcome) {
    var kind = outcome == Outcome.DELETED ? PodChange.Kind.DELETE : PodChange.Kind.END;
    pods.add(new PodChange(pod, node.path("id").asString(), kind, 0, outcome.exitCode()));
    close(node, outcome.phase(), outcome.message());
    if (!outcome.exitCode().isEmpty()) {
      node.putObject("outputs").put("exitCode", outcome.exitCode());
    }
  }

  private void stop(String strategy) {
    nodes.forEach(
        each -> {
          if (each.path("phase").asString("").matches("Running|Pending")
              && each instanceof ObjectNode node) {
            close(node, "Failed", "workflow shutdown with strategy:  " + strategy);
          }
        });
    if (strategy.equals("Stop")) {
      ObjectNode exit = node(id(name + ".onExit"), name + ".onExit", "Pod", "Succeeded");
      exit.remove("boundaryID");
    }
    end("Failed", "Stopped with strategy '%s'".formatted(strategy));
  }

  private void end(String phase, String message) {
    close((ObjectNode) nodes.path(name), phase, "");
    status.put("phase", phase).put("message", message).put("finishedAt", now());
  }

  private ObjectNode node(String id, String display, String type, String phase) {
    ObjectNode node = nodes.putObject(id);
    node.put("id", id).put("name", id.equals(name) ? name : name + "." + display);
    node.put("displayName", display).put("type", type).put("phase", phase).put("startedAt", now());
    if (id.equals(name)) {
      node.put("templateName", "scripted");
    } else {
      node.put("boundaryID", name);
    }
    return node;
  }

  private static void close(ObjectNode node, String phase, String message) {
    node.put("phase", phase).put("message", message).put("finishedAt", now());
  }

  private String id(String display) {
    return name + "-" + Integer.toUnsignedString((name + "." + display).hashCode());
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static ObjectNode nodes(JsonNode status) {
    String text = status.path("compressedNodes").asString("");
    if (!text.isEmpty()) {
      try (var in =
          new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
        return (ObjectNode) JSON.readTree(in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return status.path("nodes") instanceof ObjectNode there
        ? there.deepCopy()
        : JSON.createObjectNode();
  }

  private static String compressed(ObjectNode nodes) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(JSON.writeValueAsBytes(nodes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
