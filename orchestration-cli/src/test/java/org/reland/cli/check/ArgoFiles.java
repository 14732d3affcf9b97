package org.reland.cli.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.reland.cli.testing.CommandRun;

/** Rendered files are taken by the server as they are, and what it cannot have meant is refused. */
final class ArgoFiles {
  private final ArgoPlace place;

  ArgoFiles(ArgoPlace place) {
    this.place = place;
  }

  void check() throws IOException {
    templateBehindCron();
    place.expect(0, "lint --cluster " + ArgoPlace.RENDERED.resolve("shop"), "0 errors, 0 warnings");
    try (var folders = Files.list(ArgoPlace.RENDERED)) {
      for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
        folder(folder);
      }
    }
    unknownField();
    yamlBoolean();
    twice();
    conflict();
  }

  /** The template is applied before the schedules, however the folders are given. */
  private void folder(Path folder) throws IOException {
    CommandRun run = place.reland("apply", folder.resolve("cron").toString(), folder.toString());
    place.check().that(run.code() == 0, "apply " + folder + ": " + run);
    try (var files = Files.walk(folder)) {
      long rendered = files.filter(file -> file.toString().endsWith(".yaml")).count();
      long told = run.out().lines().count();
      place.check().that(told == rendered, "every file of " + folder + ": " + run);
    }
    place
        .check()
        .that(
            run.out().indexOf("WorkflowTemplate") < run.out().indexOf("CronWorkflow"),
            "templates before schedules: " + run);
  }

  /** One that was applied in the wrong order is warned of, with what helps. */
  private void templateBehindCron() throws IOException {
    for (String name : List.of("early", "late")) {
      Path folder = Files.createDirectories(place.folder().resolve(name));
      Files.writeString(
          folder.resolve("cron.yaml"),
          """
          apiVersion: argoproj.io/v1alpha1
          kind: CronWorkflow
          metadata: {name: %s}
          spec:
            schedules: ["0 5 * * *"]
            timezone: "Europe/Berlin"
            workflowSpec: {entrypoint: matches, workflowTemplateRef: {name: reland}}
          """
              .formatted(name));
      place.expect(0, "apply " + folder, "applied CronWorkflow " + name);
    }
  }

  private void unknownField() throws IOException {
    Path file = template("unknown", "parallellism: 3");
    place.expect(65, "lint --cluster " + file, "unknown.yaml:6", "no field parallellism");
    place.expect(65, "apply " + file, "unknown.yaml", "parallellism", "reland lint");
  }

  private void yamlBoolean() throws IOException {
    Path file = template("boolean", "arguments: {parameters: [{name: answer, value: y}]}");
    place.expect(65, "apply " + file, "boolean.yaml", "boolean");
  }

  private void twice() throws IOException {
    Path file = template("twice", "parallelism: 3\n  parallelism: 4");
    place.expect(65, "apply " + file, "twice.yaml", "parallelism");
  }

  private void conflict() throws IOException {
    Path file = template("mine", "parallelism: 3");
    place.expect(0, "apply " + file, "applied WorkflowTemplate mine");
    var template =
        place
            .client()
            .genericKubernetesResources("argoproj.io/v1alpha1", "WorkflowTemplate")
            .inNamespace(place.namespace())
            .withName("mine");
    template.edit(
        resource -> {
          resource.setAdditionalProperty(
              "spec", Map.of("parallelism", 5, "entrypoint", "a", "templates", List.of()));
          return resource;
        });
    place.expect(2, "apply " + file, "mine.yaml", "parallelism", "--force");
    place.expect(0, "apply --force " + file, "applied WorkflowTemplate mine");
  }

  private Path template(String name, String line) throws IOException {
    Path folder = Files.createDirectories(place.folder().resolve(name));
    Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        apiVersion: argoproj.io/v1alpha1
        kind: WorkflowTemplate
        metadata: {name: %s}
        spec:
          entrypoint: a
          %s
          templates: [{name: a, container: {image: x, command: [x]}}]
        """
            .formatted(name, line));
    return folder;
  }
}
