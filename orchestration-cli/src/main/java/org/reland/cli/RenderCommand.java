package org.reland.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.step.Steps;
import org.reland.workflows.argo.WorkflowRenderer;
import org.reland.workflows.configuration.Configuration;
import org.reland.workflows.lint.Linter;
import org.reland.workflows.lint.finding.Severity;
import org.reland.workflows.lint.yaml.YamlFile;
import org.reland.workflows.pipeline.Pipeline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reland render}: the pipeline as Argo's WorkflowTemplate and what belongs to it. */
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    description =
        "Writes the pipeline for Argo Workflows: template, workflow, cron workflows, configuration.",
    footer = {
      "",
      "Examples:",
      "  reland render --config shop --out workflows/argo/shop",
      "  reland render --config shop --out workflows/argo/shop --check   fails where files are stale",
      "  reland render --config my.yaml --set argo.registry=registry.example.com/reland --out DIR"
    })
final class RenderCommand implements Callable<Integer> {
  @Mixin private ConfigurationOptions options = new ConfigurationOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the files.")
  private Path out = Path.of("");

  @Option(
      names = "--check",
      description = "Writes nothing; fails where a file is not what it would be.")
  private boolean check;

  @Override
  public Integer call() throws IOException {
    Steps steps = Steps.installed();
    Configuration configuration = options.loadForElsewhere(steps);
    var renderer =
        new WorkflowRenderer(
            configuration.argo(), steps, Pipeline.rhythms(configuration.experiment(), steps));
    Map<String, String> files =
        renderer.files(Files.readString(options.file()), options.settingsOfRuns());
    refuseWhatAControllerWould(files);
    List<String> stale = new ArrayList<>();
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = out.resolve(file.getKey());
      byte[] bytes = file.getValue().getBytes(StandardCharsets.UTF_8);
      if (!check) {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.write(path, bytes);
        System.out.println("  " + path);
      } else if (!Files.exists(path) || !Arrays.equals(bytes, Files.readAllBytes(path))) {
        stale.add(path.toString());
      }
    }
    if (!stale.isEmpty()) {
      throw new BadDataException(
          "not what would be rendered: %s. Render again without --check".formatted(stale));
    }
    return 0;
  }

  /**
   * A schedule or a name may be one that Argo does not take, a value one that nobody should see.
   */
  private void refuseWhatAControllerWould(Map<String, String> files) {
    List<YamlFile> read =
        files.entrySet().stream()
            .map(file -> YamlFile.parse(out.resolve(file.getKey()), file.getValue()))
            .toList();
    List<String> errors =
        new Linter(List.of())
            .lintFiles(read).stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(finding -> "\n  " + finding)
                .toList();
    if (!errors.isEmpty()) {
      throw new ConfigurationException(
          "%s gives files that would not run, or would show a secret to all who may read them, so none is written:%s"
              .formatted(options.file(), String.join("", errors)));
    }
  }
}
