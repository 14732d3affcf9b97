package org.reland.workflows.argo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reland.kit.step.Image;
import org.reland.kit.step.StepSpec;
import org.reland.workflows.argo.Manifests.Claim;
import org.reland.workflows.argo.Manifests.Container;
import org.reland.workflows.argo.Manifests.ContainerSecurity;
import org.reland.workflows.argo.Manifests.Drop;
import org.reland.workflows.argo.Manifests.KeyOf;
import org.reland.workflows.argo.Manifests.Mount;
import org.reland.workflows.argo.Manifests.Outputs;
import org.reland.workflows.argo.Manifests.Parameters;
import org.reland.workflows.argo.Manifests.PodSecurity;
import org.reland.workflows.argo.Manifests.Reference;
import org.reland.workflows.argo.Manifests.Resources;
import org.reland.workflows.argo.Manifests.Semaphore;
import org.reland.workflows.argo.Manifests.Synchronization;
import org.reland.workflows.argo.Manifests.Template;
import org.reland.workflows.argo.Manifests.Toleration;
import org.reland.workflows.argo.Manifests.Variable;
import org.reland.workflows.argo.Manifests.Volume;
import org.reland.workflows.configuration.ArgoSettings;

/** The pod of a step: its image, what it may use, what it sees. Fits the restricted profile. */
final class Pods {
  static final String STORE = "/store";
  static final String DATA = "/data";
  static final String CONFIGURATION = "/etc/reland/run.yaml";

  /** Where a pod writes what Argo hands on. */
  static final String OUTPUT = "/tmp/workers.json";

  /** User and group of everything, and of the files in the store. */
  private static final int USER = 8737;

  /** Percent of a container's memory that is heap; the images say the same to the JVM. */
  private static final int HEAP = 70;

  /** Code, threads and buffers of a JVM, in MiB. */
  private static final int BESIDE_HEAP = 200;

  private static final int CLI_HEAP = 256;

  /** At /tmp lie a list of workers and what the JVM puts there. */
  private static final String TEMPORARY = "256Mi";

  private final ArgoSettings settings;

  Pods(ArgoSettings settings) {
    this.settings = settings;
  }

  /** The template of a step. */
  Template step(
      StepSpec<?> spec, List<String> arguments, Parameters inputs, @Nullable Outputs outputs) {
    int cores = spec.resources().parallel() ? settings.cores() : 1;
    int heap = (int) Math.ceil(spec.resources().memoryMiB() * settings.memoryScale());
    var limits = new Limits(cores, heap, settings.gpuSteps().contains(spec.name()));
    @Nullable String lock = limits.gpu() ? "gpu" : null;
    if (lock == null && settings.limitLlm() && spec.name().equals("infer")) {
      lock = "llm";
    }
    var container = container(image(spec.image()), "@/opt/reland/step", arguments, null, limits);
    return template(
        spec.name(), inputs, outputs, settings.stepDeadlineSeconds(), limits, lock, container);
  }

  /** The template of a command of the CLI. */
  Template command(
      String name,
      List<String> arguments,
      List<Variable> environment,
      @Nullable Parameters inputs,
      @Nullable Outputs outputs) {
    List<String> words = new ArrayList<>(List.of(name));
    words.addAll(arguments);
    var limits = new Limits(1, CLI_HEAP, false);
    var container =
        container(
            image("cli"),
            "@/opt/reland/cli",
            words,
            environment.isEmpty() ? null : environment,
            limits);
    return template(name, inputs, outputs, StepTemplates.COMMAND_DEADLINE, limits, null, container);
  }

  private String image(Image image) {
    return image(image.name().toLowerCase(Locale.ROOT));
  }

  private String image(String last) {
    return "%s/reland-%s:%s".formatted(settings.registry(), last, settings.imageTag());
  }

  /**
   * What a pod may use. Its cores are a limit, as the JVM would otherwise start threads for all
   * cores of the node; half of them are asked for, so that a pod of two cores has room on a node
   * that has no more, beside Argo's own containers.
   *
   * @param heap MiB
   */
  private record Limits(int cores, int heap, boolean gpu) {
    /** MiB. */
    int memory() {
      return heap * 100 / HEAP + BESIDE_HEAP;
    }

    Map<String, String> requests() {
      return resources(Math.ceilDiv(cores, 2));
    }

    Map<String, String> most() {
      return resources(cores);
    }

    private Map<String, String> resources(int ofCores) {
      return new TreeMap<>(Map.of("cpu", Integer.toString(ofCores), "memory", memory() + "Mi"));
    }
  }

  private Template template(
      String name,
      @Nullable Parameters inputs,
      @Nullable Outputs outputs,
      int deadlineSeconds,
      Limits limits,
      @Nullable String lock,
      Container container) {
    return new Template(
        name,
        inputs,
        outputs,
        null,
        deadlineSeconds,
        Retries.upTo(settings.retries()),
        Retries.memory(limits.memory()),
        limits.gpu() ? gpuNodes() : null,
        limits.gpu() ? gpuTolerations() : null,
        lock == null ? null : lock(lock),
        container);
  }

  /**
   * The argument file is the image's: the JVM's options, the class path and the class to start. The
   * command is always given, as Argo would otherwise have to ask the registry for it.
   */
  private Container container(
      String image,
      String argumentFile,
      List<String> arguments,
      @Nullable List<Variable> environment,
      Limits limits) {
    Map<String, String> most = limits.most();
    if (limits.gpu()) {
      most.put(settings.gpuResource(), "1");
    }
    List<Mount> mounts = new ArrayList<>(List.of(new Mount("store", STORE, null)));
    if (!settings.dataClaim().isEmpty()) {
      mounts.add(new Mount("data", DATA, true));
    }
    mounts.add(new Mount("configuration", "/etc/reland", true));
    mounts.add(new Mount("tmp", "/tmp", null));
    return new Container(
        image,
        List.of("java", argumentFile),
        arguments,
        environment,
        new Resources(limits.requests(), most),
        new ContainerSecurity(false, true, new Drop(List.of("ALL"))),
        mounts);
  }

  private Map<String, String> gpuNodes() {
    Map<String, String> labels = new TreeMap<>();
    for (String label : settings.gpuNodes()) {
      int equals = label.indexOf('=');
      labels.put(label.substring(0, equals), label.substring(equals + 1));
    }
    return labels;
  }

  private List<Toleration> gpuTolerations() {
    return settings.gpuTaints().stream()
        .map(taint -> new Toleration(taint, "Exists", "NoSchedule"))
        .toList();
  }

  private Synchronization lock(String key) {
    return new Synchronization(List.of(new Semaphore(new KeyOf(settings.locks(), key))));
  }

  PodSecurity security() {
    return new PodSecurity(
        true, USER, USER, USER, "OnRootMismatch", new Manifests.SeccompProfile("RuntimeDefault"));
  }

  List<Volume> volumes() {
    List<Volume> volumes = new ArrayList<>();
    volumes.add(new Volume("store", new Claim(settings.storeClaim(), null), null, null));
    if (!settings.dataClaim().isEmpty()) {
      volumes.add(new Volume("data", new Claim(settings.dataClaim(), true), null, null));
    }
    volumes.add(new Volume("configuration", null, new Reference(settings.configuration()), null));
    volumes.add(new Volume("tmp", null, null, Map.of("sizeLimit", TEMPORARY)));
    return volumes;
  }
}
