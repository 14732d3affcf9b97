package org.reland.cli.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.reland.cli.argo.ArgoApi;
import org.reland.cli.argo.ArgoServer;
import org.reland.cli.argo.KubernetesApi;
import org.reland.cli.argo.KubernetesCluster;

/** Opens connections; apart from the options, so that these load no client. */
final class Connections {
  private Connections() {}

  static ArgoApi toKubernetes(
      Optional<Path> kubeconfig, Optional<String> context, Optional<String> namespace) {
    return new KubernetesApi(KubernetesCluster.client(kubeconfig, context, namespace));
  }

  static ArgoApi toArgoServer(
      URI url, Optional<Path> tokenFile, Optional<Path> caFile, Optional<String> namespace) {
    return ArgoServer.at(url, tokenFile, caFile, namespace);
  }
}
