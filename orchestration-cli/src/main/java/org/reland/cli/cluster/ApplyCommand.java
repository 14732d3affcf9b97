package org.reland.cli.cluster;

import java.io.IOException;
import java.nio.file.Path;
import org.reland.cli.argo.ArgoApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code reland apply}: brings rendered files to the cluster. */
@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    description = {
      "Brings the rendered files of a folder to the cluster: configuration, then templates, then",
      "schedules, as the controller needs it. Files with a Workflow are left to reland submit."
    })
public final class ApplyCommand extends ClusterCommand {
  @Parameters(paramLabel = "DIR", description = "Folder of rendered files.")
  private Path folder = Path.of("");

  @Mixin private ForceOption force = new ForceOption();

  @Override
  int run(ArgoApi argo) throws IOException, InterruptedException {
    new Application(argo, force.force(), System.out).apply(folder);
    return 0;
  }
}
