package org.reland.cli.cluster;

import org.reland.cli.argo.ArgoApi;
import org.reland.cli.argo.Phase;
import org.reland.kit.error.UsageException;
import picocli.CommandLine.Parameters;

/** A command that changes the course of a run. */
abstract class ControlCommand extends ClusterCommand {
  @Parameters(paramLabel = "NAME", description = "Workflow.")
  private String name = "";

  @Override
  final int run(ArgoApi argo) {
    Phase phase = argo.workflow(name).state().currentPhase();
    if (phase.ended()) {
      throw new UsageException(
          "workflow %s has ended (%s): nothing of it runs. reland resubmit %s runs it again"
              .formatted(name, phase.text(), name));
    }
    System.out.println(control(argo, name));
    return 0;
  }

  /** Does it, and says so. */
  abstract String control(ArgoApi argo, String name);
}
