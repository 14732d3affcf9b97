package org.reland.cli.check;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.reland.cli.argo.KubernetesCluster;
import org.reland.cli.testing.ScriptedController;
import org.reland.cli.testing.TestingKubelet;

/**
 * The pipeline operated on a real API server: rendered files applied, every verb tried, with a
 * controller that plays Argo's and a node whose pods have logs but run nothing. In a namespace of
 * its own, which it removes.
 */
public final class ArgoCheck {
  private ArgoCheck() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (System.getenv("KUBECONFIG") == null) {
      System.err.println(
          "error: ci/check argo needs a cluster with Argo's resource definitions, and no Argo controller: name its kubeconfig in KUBECONFIG (its user has to be allowed to make namespaces and nodes)");
      System.exit(78);
    }
    Check check = new Check();
    Path folder = Check.folder("argo");
    String namespace =
        "reland-check-" + Integer.toString(ThreadLocalRandom.current().nextInt(1 << 30), 36);
    try (KubernetesClient client =
        KubernetesCluster.client(Optional.empty(), Optional.empty(), Optional.of(namespace))) {
      for (String each : List.of(namespace, ArgoPlace.quiet(namespace))) {
        client
            .resource(new NamespaceBuilder().withNewMetadata().withName(each).endMetadata().build())
            .create();
      }
      // Pods need it, and no controller of Kubernetes' own makes it on a bare API server.
      client
          .resource(
              new ServiceAccountBuilder()
                  .withNewMetadata()
                  .withName("default")
                  .endMetadata()
                  .build())
          .inNamespace(namespace)
          .serverSideApply();
      try (var kubelet = TestingKubelet.start(client, namespace, folder);
          var controller = new ScriptedController(client, namespace, kubelet)) {
        ArgoPlace place = new ArgoPlace(check, client, namespace, folder, controller);
        new ArgoFiles(place).check();
        new ArgoRuns(place).check();
        new ArgoLogs(place).check();
        new ArgoRhythms(place).check();
        new ArgoConnections(place).check();
        new ArgoServers(place).check();
      } finally {
        client.namespaces().withName(namespace).delete();
        client.namespaces().withName(ArgoPlace.quiet(namespace)).delete();
      }
    }
    check.end();
  }
}
