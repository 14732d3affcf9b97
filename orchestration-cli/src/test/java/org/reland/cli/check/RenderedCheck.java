package org.reland.cli.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reland.kit.step.Steps;
import org.reland.workflows.argo.WorkflowRenderer;
import org.reland.workflows.configuration.Configuration;
import org.reland.workflows.pipeline.Pipeline;
import org.reland.workflows.pipeline.Rhythm;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The rendered workflow does what the local run does, at each rhythm: every task's command is run
 * as a process, as its pod would, in the order of the DAG, with parameters and fan-out as Argo
 * would hand them over; then the store holds the same digests. What the controller does besides is
 * not tried here.
 */
public final class RenderedCheck {
  private static final List<String> STEP =
      List.of(
          "--add-modules",
          "jdk.incubator.vector",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final Check check = new Check();
  private final YAMLMapper yaml = new YAMLMapper();
  private final Path folder;
  private final Path store;
  private final Map<String, String> places;
  private final Map<String, String> outputs = new HashMap<>();

  private RenderedCheck(Path folder) {
    this.folder = folder;
    this.store = folder.resolve("pods");
    this.places =
        Map.of(
            "/store", store.toString(),
            "/data", folder.toString(),
            "/etc/reland/run.yaml", folder.resolve("run.yaml").toString(),
            "/tmp/workers.json", folder.resolve("workers.json").toString());
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    new RenderedCheck(Check.folder("rendered")).run();
  }

  private void run() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("run.yaml"), TinyRun.CONFIGURATION);
    Path local = folder.resolve("local");
    Steps steps = Steps.installed();
    Configuration configuration =
        Configuration.load(folder.resolve("run.yaml"), List.of(), Optional.empty(), steps);
    var renderer =
        new WorkflowRenderer(
            configuration.argo(), steps, Pipeline.rhythms(configuration.experiment(), steps));
    JsonNode spec =
        yaml.readTree(
                renderer.files(TinyRun.CONFIGURATION, List.of()).get("workflow-template.yaml"))
            .path("spec");
    for (Rhythm rhythm : Rhythm.values()) {
      String run = rhythm == Rhythm.PIPELINE ? "tiny" : "tiny-" + rhythm.id();
      Path log = folder.resolve("local-" + run + ".log");
      List<String> words = new ArrayList<>(List.of("run", "--rhythm", rhythm.id()));
      words.addAll(List.of("--config", folder.resolve("run.yaml").toString()));
      words.addAll(List.of("--store", local.toString()));
      check.that(java("org.reland.cli.Main", words, log) == 0, "the local run; see " + log);
      workflow(spec, rhythm.id(), run);
      same(local, run);
    }
    check.that(
        Files.exists(store.resolve("runs/tiny/report.html")),
        "the report of the pipeline is there");
    check.end();
  }

  /** Runs all tasks of an entry point, and then what comes at the end of every workflow. */
  private void workflow(JsonNode spec, String entrypoint, String run)
      throws IOException, InterruptedException {
    Map<String, String> tags = new HashMap<>();
    tags.put("workflow.name", run);
    tags.put("workflow.status", "Succeeded");
    for (JsonNode parameter : spec.path("arguments").path("parameters")) {
      tags.put(
          "workflow.parameters." + parameter.path("name").asString(),
          parameter.path("value").asString());
    }
    JsonNode templates = spec.path("templates");
    for (JsonNode task : template(templates, entrypoint).path("dag").path("tasks")) {
      task(task, template(templates, task.path("template").asString()), tags);
    }
    String end = spec.path("onExit").asString();
    pod(run + "-" + end, template(templates, end), tags);
    check.that(Files.exists(store.resolve("runs/" + run + "/end.json")), "the end is noted");
  }

  private void same(Path local, String run) throws IOException {
    check.same(
        StoreContents.digestsByNode(local, run),
        StoreContents.digestsByNode(store, run),
        "digests of the local run %s and of its pods".formatted(run));
    String summary = "runs/" + run + "/summary.json";
    check.that(Files.exists(store.resolve(summary)), summary + " is there");
  }

  private static JsonNode template(JsonNode templates, String name) {
    return templates
        .valueStream()
        .filter(template -> template.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void task(JsonNode task, JsonNode template, Map<String, String> workflow)
      throws IOException, InterruptedException {
    Map<String, String> tags = new HashMap<>(workflow);
    for (JsonNode parameter : task.path("arguments").path("parameters")) {
      tags.put(
          "inputs.parameters." + parameter.path("name").asString(),
          parameter.path("value").asString());
    }
    if (!task.has("withParam")) {
      pod(task.path("name").asString(), template, tags);
      return;
    }
    String list = outputs.get(task.path("withParam").asString());
    check.that(list != null, task.path("name") + " finds its list of workers");
    for (JsonNode item : yaml.readTree(String.valueOf(list))) {
      tags.put("inputs.parameters.shard", item.path("shard").asString());
      pod(task.path("name").asString(), template, tags);
    }
  }

  private void pod(String task, JsonNode template, Map<String, String> tags)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    for (JsonNode argument : template.path("container").path("args")) {
      words.add(resolved(argument.asString(), tags));
    }
    // What the argument file in an image says.
    String main =
        switch (template.path("container").path("command").path(1).asString()) {
          case "@/opt/reland/step" -> "org.reland.kit.step.StepMain";
          case "@/opt/reland/cli" -> "org.reland.cli.Main";
          case String other -> throw new IllegalStateException(other);
        };
    Path log = folder.resolve(task + ".log");
    int exit = java(main, words, log);
    check.that(exit == 0, "task %s ended with %d; see %s".formatted(task, exit, log));
    for (JsonNode output : template.path("outputs").path("parameters")) {
      String file = places.get(output.path("valueFrom").path("path").asString());
      String name = output.path("name").asString();
      outputs.put(
          "{{tasks.%s.outputs.parameters.%s}}".formatted(task, name),
          Files.readString(Path.of(file)));
    }
  }

  /** A main program of ours in a process of its own; gives its exit code. */
  static int java(String main, List<String> words, Path log)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(STEP);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(words);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start()
        .waitFor();
  }

  private String resolved(String argument, Map<String, String> tags) {
    String resolved = argument;
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      resolved = resolved.replace("{{" + tag.getKey() + "}}", tag.getValue());
    }
    for (Map.Entry<String, String> place : places.entrySet()) {
      resolved = resolved.replace(place.getKey(), place.getValue());
    }
    return resolved;
  }
}
