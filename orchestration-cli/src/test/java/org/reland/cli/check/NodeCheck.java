package org.reland.cli.check;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.reland.cli.argo.KubernetesCluster;
import org.reland.kit.error.ConfigurationException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The images on a real node: every task of the rendered shop as a pod of its template, in the order
 * of the DAG and with its fan-outs, on a store that all share; then the store holds what a local
 * run writes. And how the containers end, by what happens to them.
 */
public final class NodeCheck {
  private static final String RUN = "shop";
  private static final Path RENDERED = Path.of("workflows/argo/shop");

  private final Check check = new Check();
  private final YAMLMapper yaml = new YAMLMapper();
  private final KubernetesClient client;
  private final String namespace;
  private final Path store;

  private NodeCheck(KubernetesClient client, String namespace, Path store) {
    this.client = client;
    this.namespace = namespace;
    this.store = store;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    if (System.getenv("KUBECONFIG") == null) {
      System.err.println(
          "error: ci/check node needs a cluster of one node that has the images of containers/build: name its kubeconfig in KUBECONFIG (its user has to be allowed to make namespaces and volumes)");
      System.exit(78);
    }
    String shared = System.getenv("RELAND_NODE_FOLDER");
    Path parent = Path.of(shared == null ? System.getProperty("java.io.tmpdir") : shared);
    Path store =
        Files.createTempDirectory(
            parent,
            "reland-node-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    // Pods have a user of their own.
    Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rwxrwxrwx"));
    String namespace =
        "reland-check-" + Integer.toString(ThreadLocalRandom.current().nextInt(1 << 30), 36);
    try (KubernetesClient client =
        KubernetesCluster.client(Optional.empty(), Optional.empty(), Optional.of(namespace))) {
      new NodeCheck(client, namespace, store).run();
    }
  }

  private void run() throws IOException, InterruptedException {
    Path local = Check.folder("node").resolve("local");
    long start = System.nanoTime();
    int code =
        RenderedCheck.java(
            "org.reland.cli.Main",
            List.of("run", "--config", "workflows/configs/shop.yaml", "--store", local.toString()),
            local.resolveSibling("local.log"));
    check.that(code == 0, "the local run; see " + local.resolveSibling("local.log"));
    System.out.printf("local run: %.0f s%n", seconds(start));
    try {
      prepare();
      JsonNode spec = yaml.readTree(RENDERED.resolve("workflow-template.yaml")).path("spec");
      NodePods pods = new NodePods(client, spec);
      start = System.nanoTime();
      new NodeRun(check, pods, RUN).run(spec.path("entrypoint").asString());
      System.out.printf("the same by pods: %.0f s%n", seconds(start));
      compare(local);
      new NodeEnds(check, pods).check();
    } catch (ConfigurationException e) {
      check.that(false, e.getMessage());
    } finally {
      client.namespaces().withName(namespace).delete();
      client.persistentVolumes().withName(namespace).delete();
      removeStore();
    }
    check.end();
  }

  /** Its files are the pods' user's: only root may. */
  private void removeStore() throws IOException {
    try (Stream<Path> files = Files.walk(store)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (AccessDeniedException | UncheckedIOException e) {
      System.out.println("left for you to remove: " + store);
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** A namespace under the restricted profile, and in it what the rendered pods refer to. */
  private void prepare() throws IOException {
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace)
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .endMetadata()
                .build())
        .create();
    client
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName("reland-pipeline")
                .endMetadata()
                .build())
        .create();
    JsonNode map = yaml.readTree(RENDERED.resolve("config-map.yaml"));
    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("reland-run")
                .endMetadata()
                .addToData("run.yaml", map.path("data").path("run.yaml").asString())
                .build())
        .create();
    Map<String, Quantity> size = Map.of("storage", new Quantity("1Gi"));
    client
        .resource(
            new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName(namespace)
                .endMetadata()
                .withNewSpec()
                .withCapacity(size)
                .withAccessModes("ReadWriteMany")
                .withStorageClassName("")
                .withNewHostPath()
                .withPath(store.toString())
                .endHostPath()
                .endSpec()
                .build())
        .create();
    client
        .resource(
            new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName("reland-store")
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteMany")
                .withStorageClassName("")
                .withVolumeName(namespace)
                .withNewResources()
                .withRequests(size)
                .endResources()
                .endSpec()
                .build())
        .create();
  }

  private void compare(Path local) throws IOException {
    Map<String, String> expected = new TreeMap<>(StoreContents.digestsByNode(local, RUN));
    Map<String, String> actual = new TreeMap<>(StoreContents.digestsByNode(store, RUN));
    check.same(before(expected), before(actual), "digests of the local run and of the pods");
    check.that(before(expected).size() > 10, "there is something to compare");
    expected.keySet().removeAll(before(expected).keySet());
    actual.keySet().removeAll(before(actual).keySet());
    long same =
        expected.entrySet().stream()
            .filter(entry -> entry.getValue().equals(actual.get(entry.getKey())))
            .count();
    System.out.printf("from train on %d of %d digests are the same%n", same, expected.size());
    for (String file : List.of("summary.json", "report.html", "end.json")) {
      Path path = store.resolve("runs").resolve(RUN).resolve(file);
      check.that(Files.exists(path), path + " is there");
    }
  }

  /** What comes before train. */
  private static Map<String, String> before(Map<String, String> digests) {
    Map<String, String> before = new TreeMap<>(digests);
    before.keySet().removeIf(name -> name.matches("(train|evaluate|report).*"));
    return before;
  }
}
