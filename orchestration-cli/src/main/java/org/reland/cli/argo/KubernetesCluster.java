package org.reland.cli.argo;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.reland.kit.config.Nearest;
import org.reland.kit.error.ConfigurationException;

/**
 * Finds the cluster as kubectl does: {@code --kubeconfig}, else the files in KUBECONFIG (joined),
 * else {@code ~/.kube/config}, else the pod's own service account.
 */
public final class KubernetesCluster {
  private static final int RETRIES = 3;

  private KubernetesCluster() {}

  /**
   * A client, and in its configuration the namespace that holds.
   *
   * @throws ConfigurationException where no cluster is configured, or not the context
   */
  public static KubernetesClient client(
      Optional<Path> kubeconfig, Optional<String> context, Optional<String> namespace) {
    Config found;
    try {
      found = kubeconfig.isPresent() ? fromFile(kubeconfig.get(), context) : automatic(context);
    } catch (KubernetesClientException | IllegalArgumentException e) {
      throw new ConfigurationException(
          "the kubeconfig cannot be used: %s".formatted(innermost(e)), e);
    }
    context.ifPresent(name -> known(name, found));
    Config config =
        new ConfigBuilder(found)
            .withRequestRetryBackoffLimit(RETRIES)
            .withConnectionTimeout(10_000)
            .withRequestTimeout(30_000)
            .withUserAgent(
                KubernetesCalls.FIELD_MANAGER) // the field manager's name of what is created
            .build();
    config.setNamespace(
        namespace.or(() -> Optional.ofNullable(found.getNamespace())).orElse("default"));
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private static Config fromFile(Path file, Optional<String> context) {
    if (!Files.isReadable(file)) {
      throw new ConfigurationException(
          "--kubeconfig %s: there is no such file, or it may not be read".formatted(file));
    }
    return Config.fromKubeconfig(context.orElse(null), file.toFile());
  }

  private static Config automatic(Optional<String> context) {
    Config config = Config.autoConfigure(context.orElse(null));
    if (config.getCurrentContext() == null
        && config.getAutoOAuthToken() == null
        && names(config).isEmpty()
        && System.getenv("KUBERNETES_SERVICE_HOST") == null) {
      throw new ConfigurationException(
          "no cluster is configured: name a kubeconfig with --kubeconfig or in the environment variable KUBECONFIG, have one in ~/.kube/config, or name an Argo Server with --argo-server");
    }
    return config;
  }

  private static void known(String context, Config config) {
    List<String> names = names(config);
    if (!names.contains(context)) {
      throw new ConfigurationException(
          "--context '%s' is not in the kubeconfig%s"
              .formatted(
                  context, names.isEmpty() ? "; it has none" : Nearest.hint(context, names)));
    }
  }

  private static List<String> names(Config config) {
    return config.getContexts() == null
        ? List.of()
        : config.getContexts().stream().map(NamedContext::getName).toList();
  }

  private static String innermost(Throwable failure) {
    Throwable inner = failure;
    while (inner.getCause() != null) {
      inner = inner.getCause();
    }
    return String.valueOf(inner.getMessage());
  }
}
