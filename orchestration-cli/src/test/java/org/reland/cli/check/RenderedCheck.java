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
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The rendered workflow does what the local run does: every task's command is run as a process, as
 * its pod would, in the order of the DAG, with parameters and fan-out as Argo would hand them over;
 * then the store holds the same digests. What the controller does besides is not tried here.
 */
public final class RenderedCheck {
  private static final String RUN = "tiny";

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
    int exit =
        TinyRun.start(local, folder.resolve("run.yaml"), TinyRun.NEVER, List.of(), List.of())
            .waitFor();
    check.that(exit == 0, "the local run; see " + TinyRun.log(local));
    Steps steps = Steps.installed();
    Configuration configuration =
        Configuration.load(folder.resolve("run.yaml"), List.of(), Optional.empty(), steps);
    var renderer =
        new WorkflowRenderer(
            configuration.argo(), steps, Pipeline.of(configuration.experiment(), steps));
    JsonNode templates =
        yaml.readTree(renderer.files("").get("workflow-template.yaml"))
            .path("spec")
            .path("templates");
    for (JsonNode task : templates.path(0).path("dag").path("tasks")) {
      task(task, template(templates, task.path("template").asString()));
    }
    check.same(
        StoreContents.digestsByNode(local),
        StoreContents.digestsByNode(store),
        "digests of the local run and of the pods");
    for (String file : List.of("summary.json", "report.html")) {
      check.that(Files.exists(store.resolve("runs/" + RUN).resolve(file)), file + " is there");
    }
    check.end();
  }

  private static JsonNode template(JsonNode templates, String name) {
    return templates
        .valueStream()
        .filter(template -> template.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void task(JsonNode task, JsonNode template) throws IOException, InterruptedException {
    Map<String, String> parameters = new HashMap<>();
    for (JsonNode parameter : task.path("arguments").path("parameters")) {
      parameters.put(parameter.path("name").asString(), parameter.path("value").asString());
    }
    if (!task.has("withParam")) {
      pod(task.path("name").asString(), template, parameters);
      return;
    }
    String list = outputs.get(task.path("withParam").asString());
    check.that(list != null, task.path("name") + " finds its list of workers");
    for (JsonNode item : yaml.readTree(String.valueOf(list))) {
      parameters.put("shard", item.path("shard").asString());
      pod(task.path("name").asString(), template, parameters);
    }
  }

  private void pod(String task, JsonNode template, Map<String, String> parameters)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    for (JsonNode word : template.path("container").path("command")) {
      command.add(
          switch (word.asString()) {
            case "java" -> Path.of(System.getProperty("java.home"), "bin", "java").toString();
            case "/opt/reland/app/*" -> System.getProperty("java.class.path");
            case String other -> other;
          });
    }
    for (JsonNode argument : template.path("container").path("args")) {
      command.add(resolved(argument.asString(), parameters));
    }
    Path log = folder.resolve(task + ".log");
    int exit =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start()
            .waitFor();
    check.that(exit == 0, "task %s ended with %d; see %s".formatted(task, exit, log));
    for (JsonNode output : template.path("outputs").path("parameters")) {
      String file = places.get(output.path("valueFrom").path("path").asString());
      String name = output.path("name").asString();
      outputs.put(
          "{{tasks.%s.outputs.parameters.%s}}".formatted(task, name),
          Files.readString(Path.of(file)));
    }
  }

  private String resolved(String argument, Map<String, String> parameters) {
    String resolved = argument.replace("{{workflow.name}}", RUN);
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      resolved =
          resolved.replace(
              "{{inputs.parameters." + parameter.getKey() + "}}", parameter.getValue());
    }
    for (Map.Entry<String, String> place : places.entrySet()) {
      resolved = resolved.replace(place.getKey(), place.getValue());
    }
    return resolved;
  }
}
