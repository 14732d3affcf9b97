package org.reland.cli.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reland.cli.argo.ArgoApi;
import org.reland.kit.error.UsageException;
import picocli.CommandLine.Option;

/** The options that say which cluster, and how it is reached. */
public final class ClusterOptions {
  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "Instead of the files in KUBECONFIG or ~/.kube/config.")
  private @Nullable Path kubeconfig;

  @Option(names = "--context", description = "Context of the kubeconfig; default: its current one.")
  private @Nullable String context;

  @Option(
      names = {"-n", "--namespace"},
      description = "Default: the context's.")
  private @Nullable String namespace;

  @Option(
      names = "--argo-server",
      paramLabel = "URL",
      description = "Through Argo Server, such as https://argo.example.org:2746.")
  private @Nullable URI argoServer;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "With --argo-server: holds the token; default: the variable RELAND_ARGO_TOKEN.")
  private @Nullable Path tokenFile;

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      description = "With --argo-server: certificates that are trusted, as PEM.")
  private @Nullable Path caFile;

  ArgoApi connect() {
    if (argoServer == null) {
      if (tokenFile != null || caFile != null) {
        throw new UsageException("--token-file and --ca-file belong to --argo-server");
      }
      return Connections.toKubernetes(
          Optional.ofNullable(kubeconfig),
          Optional.ofNullable(context),
          Optional.ofNullable(namespace));
    }
    if (kubeconfig != null || context != null) {
      throw new UsageException("--argo-server takes the place of --kubeconfig and --context");
    }
    return Connections.toArgoServer(
        argoServer,
        Optional.ofNullable(tokenFile),
        Optional.ofNullable(caFile),
        Optional.ofNullable(namespace));
  }
}
