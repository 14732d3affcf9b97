package org.reland.cli.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.reland.cli.argo.ArgoApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code reland apply}: brings rendered files to the cluster. */
@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  reland apply workflows/argo/shop",
      "  reland apply workflows/argo/shop/cron     schedules the encoder, the pool and the matches"
    },
    description = {
      "Brings the rendered files of folders to the cluster: configuration, then templates, then",
      "schedules, as the controller needs it. Files with a Workflow are left to reland submit."
    })
public final class ApplyCommand extends ClusterCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "DIR",
      description = "Folder of rendered files; those in it are not looked into.")
  private List<Path> folders = List.of();

  @Mixin private ForceOption force = new ForceOption();

  @Override
  int run(ArgoApi argo) throws IOException, InterruptedException {
    new Application(argo, force.force(), System.out).apply(folders);
    return 0;
  }
}
