package org.reland.workflows.argo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.reland.kit.step.Node;
import org.reland.kit.step.Steps;
import org.reland.workflows.configuration.Configuration;
import org.reland.workflows.pipeline.Pipeline;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What Argo would accept and then stumble over is not rendered. */
final class WorkflowRendererTest {
  private static final Pattern TAG = Pattern.compile("\\{\\{([^}]*)}}");
  private static final Pattern TASK = Pattern.compile("(?<![.\\w])[a-z][-a-z0-9]*");

  private final Steps steps = Steps.installed();
  private final Configuration configuration = Configuration.defaults(steps);
  private final List<Node> nodes = Pipeline.of(configuration.experiment(), steps);
  private final Map<String, String> files =
      new WorkflowRenderer(configuration.argo(), steps, nodes).files("run: {name: on}\n");
  private final String text = files.get("workflow-template.yaml");
  private final JsonNode spec = new YAMLMapper().readTree(text).path("spec");

  private List<JsonNode> templates() {
    return spec.path("templates").valueStream().toList();
  }

  private List<JsonNode> pods() {
    return templates().stream().filter(t -> t.has("container")).toList();
  }

  private List<JsonNode> tasks() {
    return templates().getFirst().path("dag").path("tasks").valueStream().toList();
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

  @Test
  void everyNodeIsATaskBetweenPlanAndFinishAndDependsOnTasksBeforeItOnly() {
    List<String> names = tasks().stream().map(t -> t.path("name").asString()).toList();
    List<String> expected = new ArrayList<>(List.of("plan"));
    nodes.forEach(node -> expected.add(node.name()));
    expected.add("finish");
    assertEquals(expected, names);
    Set<String> before = new HashSet<>();
    for (JsonNode task : tasks()) {
      Matcher name = TASK.matcher(task.path("depends").asString(""));
      while (name.find()) {
        assertTrue(
            before.contains(name.group()), task.path("name") + " depends on " + name.group());
      }
      before.add(task.path("name").asString());
    }
  }

  /** Whether what a node needs has succeeded whenever its task starts, by trying what can fail. */
  @Test
  void aTaskStartsExactlyWhenTheLocalRunnerWouldStartItsNode() {
    Map<String, JsonNode> byName = new HashMap<>();
    tasks().forEach(task -> byName.put(task.path("name").asString(), task));
    for (Node failing : nodes) {
      Map<String, Boolean> succeeded = new HashMap<>(Map.of("plan", true));
      for (Node node : nodes) {
        boolean starts =
            steps.get(node.step()).spec().inputs().stream()
                .allMatch(
                    input -> {
                      List<String> from =
                          node.inputs().getOrDefault(input.artifact().name(), List.of());
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

  @Test
  void everyTagIsAParameterThatIsThere() {
    for (JsonNode pod : pods()) {
      Set<String> declared = new HashSet<>(Set.of("workflow.name"));
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
    for (JsonNode task : tasks()) {
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
}
