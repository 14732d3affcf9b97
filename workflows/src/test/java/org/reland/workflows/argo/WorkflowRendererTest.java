package org.reland.workflows.argo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reland.kit.step.Node;
import org.reland.kit.step.Steps;
import org.reland.workflows.configuration.Configuration;
import org.reland.workflows.pipeline.Pipeline;
import org.reland.workflows.pipeline.Rhythm;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What Argo would accept and then stumble over is not rendered. */
final class WorkflowRendererTest {
  private static final Pattern TAG = Pattern.compile("\\{\\{([^}]*)}}");
  private static final Pattern TASK = Pattern.compile("(?<![.\\w])[a-z][-a-z0-9]*");

  @TempDir Path folder;

  private final Steps steps = Steps.installed();
  private final Configuration configuration = Configuration.defaults(steps);
  private final Map<String, String> files =
      renderer(configuration).files("run: {name: on}\n", List.of("train.epochs=7"));
  private final String text = files.get("workflow-template.yaml");
  private final JsonNode spec = new YAMLMapper().readTree(text).path("spec");

  private WorkflowRenderer renderer(Configuration of) {
    return new WorkflowRenderer(of.argo(), steps, Pipeline.rhythms(of.experiment(), steps));
  }

  private List<JsonNode> templates() {
    return spec.path("templates").valueStream().toList();
  }

  private List<JsonNode> pods() {
    return templates().stream().filter(t -> t.has("container")).toList();
  }

  private List<JsonNode> tasks(Rhythm rhythm) {
    return template(rhythm.id()).path("dag").path("tasks").valueStream().toList();
  }

  private List<Node> nodes(Rhythm rhythm) {
    return Pipeline.of(configuration.experiment(), steps, rhythm);
  }

  private static JsonNode read(String yaml) {
    return new YAMLMapper().readTree(yaml);
  }

  @Test
  void everyStringIsQuotedSoThatYaml11MakesNoBooleanOfIt() {
    files.forEach(
        (name, yaml) -> {
          for (String line : yaml.lines().toList()) {
            String value =
                line.replaceFirst("^\\s*(- )?([^\"\\s][^:]*: ?)?", "").replaceFirst("^- ", "");
            assertTrue(
                value.isEmpty() || value.matches("\".*\"|[0-9]+|true|false|\\{}|[A-Za-z.]+:"),
                name + ": " + line);
          }
        });
    assertTrue(files.get("config-map.yaml").contains("\"run: {name: on}\\n\""));
  }

  @ParameterizedTest
  @EnumSource
  void everyNodeIsATaskBetweenPlanAndFinishAndDependsOnTasksBeforeItOnly(Rhythm rhythm) {
    List<Node> nodes = nodes(rhythm);
    List<String> names = tasks(rhythm).stream().map(t -> t.path("name").asString()).toList();
    List<String> expected = new ArrayList<>(List.of("plan"));
    nodes.forEach(node -> expected.add(node.name()));
    expected.add("finish");
    assertEquals(expected, names);
    Set<String> before = new HashSet<>();
    for (JsonNode task : tasks(rhythm)) {
      Matcher name = TASK.matcher(task.path("depends").asString(""));
      while (name.find()) {
        assertTrue(
            before.contains(name.group()), task.path("name") + " depends on " + name.group());
      }
      before.add(task.path("name").asString());
    }
  }

  /** Whether what a node needs has succeeded whenever its task starts, by trying what can fail. */
  @ParameterizedTest
  @EnumSource
  void aTaskStartsExactlyWhenTheLocalRunnerWouldStartItsNode(Rhythm rhythm) {
    List<Node> nodes = nodes(rhythm);
    List<String> taken = rhythm.taken();
    Map<String, JsonNode> byName = new HashMap<>();
    tasks(rhythm).forEach(task -> byName.put(task.path("name").asString(), task));
    for (Node failing : nodes) {
      Map<String, Boolean> succeeded = new HashMap<>(Map.of("plan", true));
      for (Node node : nodes) {
        boolean starts =
            steps.get(node.step()).spec().inputs().stream()
                .allMatch(
                    input -> {
                      List<String> from =
                          node.inputs().getOrDefault(input.artifact().name(), List.of()).stream()
                              .filter(name -> !taken.contains(name))
                              .toList();
                      long there = from.stream().filter(succeeded::get).count();
                      return from.isEmpty()
                          || there == from.size()
                          || input.dispensable()
                          || (input.many() && there > 0);
                    });
        String depends = byName.get(node.name()).path("depends").asString();
        assertEquals(starts, Depends.holds(depends, succeeded), node.name() + ": " + depends);
        succeeded.put(node.name(), starts && !node.equals(failing));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyTagIsAParameterThatIsThere(Rhythm rhythm) {
    for (JsonNode pod : pods()) {
      Set<String> declared = new HashSet<>(Set.of("workflow.name", "workflow.status"));
      spec.path("arguments")
          .path("parameters")
          .forEach(p -> declared.add("workflow.parameters." + p.path("name").asString()));
      pod.path("inputs")
          .path("parameters")
          .forEach(p -> declared.add("inputs.parameters." + p.path("name").asString()));
      for (JsonNode argument : pod.path("container").path("args")) {
        Matcher tag = TAG.matcher(argument.asString());
        while (tag.find()) {
          assertTrue(declared.contains(tag.group(1)), pod.path("name") + ": " + tag.group());
        }
      }
    }
    for (JsonNode task : tasks(rhythm)) {
      Set<String> given = new HashSet<>();
      task.path("arguments").path("parameters").forEach(p -> given.add(p.path("name").asString()));
      Set<String> wanted = new HashSet<>();
      template(task.path("template").asString())
          .path("inputs")
          .path("parameters")
          .forEach(p -> wanted.add(p.path("name").asString()));
      assertEquals(wanted, given, task.path("name").asString());
      Matcher fanOut =
          Pattern.compile("tasks\\.([^.]*)\\.outputs").matcher(task.path("withParam").asString(""));
      if (fanOut.find()) {
        String writer = fanOut.group(1);
        assertTrue(task.path("depends").asString().matches("(.* )?" + writer + "( .*)?"));
        assertEquals(
            "workers",
            template(writer).path("outputs").path("parameters").path(0).path("name").asString());
      }
    }
  }

  private JsonNode template(String name) {
    return templates().stream()
        .filter(t -> t.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyPodHasACommandADeadlineMemoryAndNoRights() {
    for (JsonNode pod : pods()) {
      JsonNode container = pod.path("container");
      assertEquals("java", container.path("command").path(0).asString());
      assertFalse(container.path("image").asString().endsWith(":latest"));
      assertTrue(pod.path("activeDeadlineSeconds").asInt() > 5);
      assertTrue(container.path("resources").path("limits").has("memory"));
      JsonNode security = container.path("securityContext");
      assertFalse(security.path("allowPrivilegeEscalation").asBoolean());
      assertTrue(security.path("readOnlyRootFilesystem").asBoolean());
      assertEquals("ALL", security.path("capabilities").path("drop").path(0).asString());
    }
    assertTrue(spec.path("securityContext").path("runAsNonRoot").asBoolean());
  }

  /** Argo's own container asks for 50 thousandths and more. */
  @Test
  void aPodOfTwoCoresHasRoomOnANodeOfTwoCores() {
    for (JsonNode pod : pods()) {
      JsonNode resources = pod.path("container").path("resources");
      assertTrue(Integer.parseInt(resources.at("/limits/cpu").asString()) <= 2);
      assertEquals("1", resources.at("/requests/cpu").asString(), pod.path("name").asString());
    }
  }

  @Test
  void exitCodesAreComparedAsNumbersAndEveryTryGetsMoreMemory() {
    for (JsonNode pod : pods()) {
      JsonNode retry = pod.path("retryStrategy");
      assertEquals("Always", retry.path("retryPolicy").asString());
      assertTrue(retry.path("limit").isString());
      assertTrue(
          retry
              .path("expression")
              .asString()
              .contains("asInt(lastRetry.exitCode) in [3, 75, 137, 143]"));
      JsonNode patch = new YAMLMapper().readTree(pod.path("podSpecPatch").asString());
      JsonNode main = patch.path("containers").path(0);
      assertEquals("main", main.path("name").asString());
      String limit = main.path("resources").path("limits").path("memory").asString();
      String first =
          pod.path("container").path("resources").path("limits").path("memory").asString();
      assertEquals(
          "{{=sprig.mul(%s, asInt(retries) + 1)}}Mi".formatted(first.replace("Mi", "")), limit);
    }
  }

  /** What of a task may go wrong in any way must start what goes on without it. */
  @Test
  void aTaskThatMayFailIsWaitedForHoweverItEnds() {
    for (String task : List.of("embed", "finish", "report")) {
      String depends =
          tasks(Rhythm.PIPELINE).stream()
              .filter(t -> t.path("name").asString().equals(task))
              .findFirst()
              .orElseThrow()
              .path("depends")
              .asString();
      String before =
          switch (task) {
            case "embed" -> "infer";
            case "finish" -> "report";
            default -> "evaluate-lightgcn-reland-0";
          };
      for (String end : List.of("Succeeded", "Failed", "Errored", "Omitted", "Skipped")) {
        assertTrue(depends.contains(before + "." + end), task + ": " + depends);
      }
    }
  }

  @Test
  void everyRunStartsFromTheSettingsThatWereRendered() {
    JsonNode parameter = spec.path("arguments").path("parameters").path(0);
    assertEquals("settings", parameter.path("name").asString());
    assertEquals("train.epochs=7", parameter.path("value").asString());
    String digest = WorkflowRenderer.configurationDigest("run: {name: on}\n");
    assertTrue(template("plan").path("container").path("args").toString().contains(digest));
  }

  /** What a fan-out gives is a list of its pods' lists: no fan-out can be made of that. */
  @ParameterizedTest
  @EnumSource
  void noFanOutIsMadeOfAnotherOnesOutput(Rhythm rhythm) {
    Set<String> single = new HashSet<>();
    Set<String> fannedOut = new HashSet<>();
    for (JsonNode task : tasks(rhythm)) {
      String from = task.path("withParam").asString("");
      if (from.isEmpty()) {
        single.add(
            "{{tasks.%s.outputs.parameters.workers}}".formatted(task.path("name").asString()));
      } else {
        fannedOut.add(task.path("name").asString());
        assertTrue(single.contains(from), from);
      }
    }
    Set<String> sharded = new HashSet<>();
    for (Node node : nodes(rhythm)) {
      if (steps.get(node.step()).spec().shardedBy().isPresent()) {
        sharded.add(node.name());
      }
    }
    assertEquals(sharded, fannedOut);
  }

  /** A CronWorkflow whose template comes later is not looked at again by the controller. */
  @Test
  void cronWorkflowsComeAfterTheTemplateThatTheyEnterAtTheirRhythm() {
    List<String> order = List.copyOf(files.keySet());
    for (Rhythm rhythm : List.of(Rhythm.ENCODER, Rhythm.POOL, Rhythm.MATCHES)) {
      String file = "cron/" + rhythm.id() + ".yaml";
      assertTrue(order.indexOf(file) > order.indexOf("workflow-template.yaml"));
      JsonNode cron = read(files.get(file)).path("spec");
      assertEquals("Forbid", cron.path("concurrencyPolicy").asString());
      assertTrue(cron.path("schedules").isArray(), "schedule, alone, is unknown in version 4");
      JsonNode run = cron.path("workflowSpec");
      assertEquals("reland", run.path("workflowTemplateRef").path("name").asString());
      assertEquals(rhythm.id(), run.path("entrypoint").asString());
      assertEquals(
          "{{workflow.scheduledTime}}",
          run.path("arguments").path("parameters").path(0).path("value").asString());
    }
  }

  @Test
  void theEndIsToldWithFailuresThroughTheEnvironmentAsTheyAreJsonInJson() {
    assertEquals("end", spec.path("onExit").asString());
    JsonNode container = template("end").path("container");
    assertEquals("{{workflow.failures}}", container.path("env").path(0).path("value").asString());
    for (JsonNode pod : pods()) {
      for (JsonNode argument : pod.path("container").path("args")) {
        assertFalse(argument.asString().contains("failures"));
      }
    }
  }

  private JsonNode specWith(Map<String, String> settings) throws IOException {
    Path file = Files.writeString(folder.resolve("run.yaml"), "run: {name: test}\n");
    List<String> set = settings.entrySet().stream().map(e -> "argo." + e).toList();
    Configuration changed = Configuration.load(file, set, Optional.empty(), steps);
    String yaml = renderer(changed).files("", List.of()).get("workflow-template.yaml");
    return read(yaml).path("spec");
  }

  private static JsonNode template(JsonNode spec, String name) {
    return spec.path("templates")
        .valueStream()
        .filter(t -> t.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aStepWithAGpuGetsItsNodesTheirTaintsAndWaitsForItsTurn() throws IOException {
    JsonNode spec =
        specWith(Map.of("gpu_steps", "train", "gpu_nodes", "pool=a100", "limit_llm", "true"));
    JsonNode train = template(spec, "train");
    JsonNode limits = train.path("container").path("resources").path("limits");
    assertEquals("1", limits.path("nvidia.com/gpu").asString());
    assertEquals("a100", train.path("nodeSelector").path("pool").asString());
    assertEquals("nvidia.com/gpu", train.path("tolerations").path(0).path("key").asString());
    assertEquals("gpu", lock(train));
    assertEquals("llm", lock(template(spec, "infer")));
    JsonNode encode = template(spec, "encode");
    assertTrue(encode.path("synchronization").isMissingNode());
    assertTrue(encode.path("nodeSelector").isMissingNode());
  }

  private static String lock(JsonNode template) {
    JsonNode semaphore = template.path("synchronization").path("semaphores").path(0);
    assertEquals("reland-locks", semaphore.path("configMapKeyRef").path("name").asString());
    return semaphore.path("configMapKeyRef").path("key").asString();
  }

  @Test
  void artifactsDataAndWebhookAreThereWhereTheyAreAskedFor() throws IOException {
    assertFalse(text.contains("artifacts"));
    assertFalse(text.contains("webhook"));
    assertFalse(text.contains("/data"));
    JsonNode spec =
        specWith(
            Map.of(
                "artifacts",
                "true",
                "data_claim",
                "raw",
                "webhook_secret",
                "hook",
                "revision",
                "abc"));
    JsonNode artifacts = template(spec, "finish").path("outputs").path("artifacts");
    assertEquals(
        "/store/runs/{{workflow.name}}/report.html", artifacts.path(0).path("path").asString());
    assertTrue(artifacts.path(0).path("archive").has("none"), "a browser cannot read a tar");
    assertTrue(artifacts.path(0).path("optional").asBoolean(), "a run may end before its report");
    JsonNode url = template(spec, "end").path("container").path("env").path(1);
    assertTrue(url.path("value").isMissingNode(), "a secret is given by reference");
    JsonNode secret = url.path("valueFrom").path("secretKeyRef");
    assertEquals("hook", secret.path("name").asString());
    assertTrue(secret.path("optional").asBoolean(), "a missing secret must turn no good run bad");
    assertTrue(template(spec, "end").path("container").path("args").toString().contains("webhook"));
    assertTrue(spec.path("volumes").toString().contains("raw"));
    assertEquals(
        "abc",
        spec.path("workflowMetadata").path("annotations").path("reland.org/commit").asString());
  }
}
