package org.reland.workflows.argo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reland.kit.step.Image;
import org.reland.kit.step.StepSpec;
import org.reland.workflows.argo.Manifests.Claim;
import org.reland.workflows.argo.Manifests.Container;
import org.reland.workflows.argo.Manifests.ContainerSecurity;
import org.reland.workflows.argo.Manifests.Drop;
import org.reland.workflows.argo.Manifests.Mount;
import org.reland.workflows.argo.Manifests.Parameters;
import org.reland.workflows.argo.Manifests.PodSecurity;
import org.reland.workflows.argo.Manifests.Reference;
import org.reland.workflows.argo.Manifests.Resources;
import org.reland.workflows.argo.Manifests.Template;
import org.reland.workflows.argo.Manifests.Volume;

/** The pod of a step: its image, what it may use, what it sees. Fits the restricted profile. */
final class Pods {
  static final String STORE = "/store";
  static final String DATA = "/data";
  static final String CONFIGURATION = "/etc/reland/run.yaml";

  /** Where a pod writes what Argo hands on. */
  static final String OUTPUT = "/tmp/workers.json";

  /** User and group of everything, and of the files in the store. */
  private static final int USER = 8737;

  /** Percent of a container's memory that is heap. */
  private static final int HEAP = 70;

  /** Code, threads and buffers of a JVM, in MiB. */
  private static final int BESIDE_HEAP = 200;

  private static final int CLI_HEAP = 256;

  private final ArgoSettings settings;

  Pods(ArgoSettings settings) {
    this.settings = settings;
  }

  /** The template of a step. */
  Template step(
      StepSpec<?> spec, List<String> arguments, Parameters inputs, @Nullable Parameters outputs) {
    String image = image(spec.image());
    int heap = spec.resources().memoryMiB();
    String cpu = spec.resources().parallel() ? "2" : "1";
    return template(
        spec.name(), image, "org.reland.kit.step.StepMain", heap, cpu, arguments, inputs, outputs);
  }

  /** The template of a command of the CLI. */
  Template command(String name, List<String> arguments) {
    List<String> words = new ArrayList<>(List.of(name));
    words.addAll(arguments);
    return template(name, image("cli"), "org.reland.cli.Main", CLI_HEAP, "1", words, null, null);
  }

  private String image(Image image) {
    return image(image.name().toLowerCase(Locale.ROOT));
  }

  private String image(String last) {
    return "%s/reland-%s:%s".formatted(settings.registry(), last, settings.imageTag());
  }

  private Template template(
      String name,
      String image,
      String main,
      int heap,
      String cpu,
      List<String> arguments,
      @Nullable Parameters inputs,
      @Nullable Parameters outputs) {
    int memory = heap * 100 / HEAP + BESIDE_HEAP;
    var resources = new Resources(Map.of("cpu", cpu), Map.of("memory", memory + "Mi"));
    var container =
        new Container(
            image,
            java(main),
            arguments,
            resources,
            new ContainerSecurity(false, true, new Drop(List.of("ALL"))),
            List.of(
                new Mount("store", STORE, null),
                new Mount("data", DATA, true),
                new Mount("configuration", "/etc/reland", true),
                new Mount("tmp", "/tmp", null)));
    return new Template(
        name,
        inputs,
        outputs,
        null,
        settings.stepDeadlineSeconds(),
        Retries.upTo(settings.retries()),
        Retries.memory(memory),
        container);
  }

  /** Always given, as Argo would otherwise have to ask the registry for it. */
  private static List<String> java(String main) {
    return List.of(
        "java",
        "--add-modules",
        "jdk.incubator.vector",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-XX:MaxRAMPercentage=" + HEAP,
        "-XX:+UseParallelGC",
        "-XX:+ExitOnOutOfMemoryError",
        "-cp",
        "/opt/reland/app/*",
        main);
  }

  PodSecurity security() {
    return new PodSecurity(true, USER, USER, USER, new Manifests.SeccompProfile("RuntimeDefault"));
  }

  List<Volume> volumes() {
    return List.of(
        new Volume("store", new Claim(settings.storeClaim(), null), null, null),
        new Volume("data", new Claim(settings.dataClaim(), true), null, null),
        new Volume("configuration", null, new Reference(settings.configMap()), null),
        new Volume("tmp", null, null, Map.of()));
  }
}
