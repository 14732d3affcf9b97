package org.reland.cli.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reland.kit.step.Steps;
import org.reland.workflows.argo.WorkflowRenderer;
import org.reland.workflows.configuration.Configuration;
import org.reland.workflows.pipeline.Pipeline;

/** The shop rendered with every setting in use that a cluster has to have something for. */
final class EverythingOn {
  private static final List<String> SETTINGS =
      List.of(
          "argo.data_claim=reland-data",
          "argo.webhook_secret=reland-secrets",
          "argo.gpu_steps=train",
          "argo.limit_llm=true");

  private EverythingOn() {}

  /** The files, by name, in the order of their application. */
  static Map<String, String> files() throws IOException {
    Steps steps = Steps.installed();
    Path file = Path.of("workflows/configs/shop.yaml");
    Configuration configuration = Configuration.load(file, SETTINGS, Optional.empty(), steps);
    var renderer =
        new WorkflowRenderer(
            configuration.argo(), steps, Pipeline.rhythms(configuration.experiment(), steps));
    return renderer.files(Files.readString(file), List.of());
  }
}
