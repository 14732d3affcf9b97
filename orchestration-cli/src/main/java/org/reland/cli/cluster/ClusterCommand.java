package org.reland.cli.cluster;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.reland.cli.argo.ApiException;
import org.reland.cli.argo.ArgoApi;
import picocli.CommandLine.Mixin;

/** A command that speaks to the cluster. */
abstract class ClusterCommand implements Callable<Integer> {
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Override
  public final Integer call() throws IOException, InterruptedException {
    try (ArgoApi argo = cluster.connect()) {
      try {
        return run(argo);
      } catch (ApiException e) {
        throw ApiErrors.userError(e, argo);
      }
    }
  }

  /** Does it, and gives the exit code. */
  abstract int run(ArgoApi argo) throws IOException, InterruptedException;
}
