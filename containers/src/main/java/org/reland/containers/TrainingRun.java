package org.reland.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reland.kit.step.Node;
import org.reland.kit.step.Steps;
import org.reland.workflows.configuration.ArgoSettings;
import org.reland.workflows.configuration.Configuration;
import org.reland.workflows.pipeline.Pipeline;

/**
 * A whole run of a tiny shop, every node by a JVM of its image: it shows that the images hold what
 * their steps need, and which classes they load.
 */
final class TrainingRun {
  private static final String NAME = "training";

  /** Small, but with every step. */
  private static final String CONFIGURATION =
      """
      run: {name: training}
      experiment: {variants: [id-only, reland]}
      ingest: {source: generated, shop_users: 240, shop_items: 150, users_per_part: 100}
      encode: {epochs: 2}
      prompt: {domain: shop, prompts_per_part: 10}
      infer: {generator: offline}
      embed: {dimensions: 16}
      train: {epochs: 3}
      """;

  private final Map<String, Root> roots = new HashMap<>();
  private final Map<String, List<Path>> lists = new HashMap<>();
  private final Path folder;
  private final Path file;
  private final Steps steps = Steps.installed();
  private final Configuration configuration;

  private TrainingRun(Path folder) throws IOException {
    this.folder = folder;
    this.file = folder.resolve("run.yaml");
    Files.writeString(file, CONFIGURATION);
    this.configuration = Configuration.load(file, List.of(), Optional.empty(), steps);
  }

  /**
   * Prepares it.
   *
   * @param folder for store and lists, empty
   */
  static TrainingRun over(List<Root> roots, Path folder) throws IOException {
    var training = new TrainingRun(folder);
    for (Root root : roots) {
      training.roots.put(root.contents().name(), root);
      training.lists.put(root.contents().name(), new ArrayList<>());
    }
    return training;
  }

  /**
   * How the pipeline lies on a cluster where nothing is said: what images are called by default.
   */
  ArgoSettings settings() {
    return configuration.argo();
  }

  /** Runs the pipeline from plan to finish. */
  void run() throws InterruptedException {
    String store = folder.resolve("store").toString();
    String run = folder.resolve("store/runs").resolve(NAME).toString();
    String cli = Contents.cli();
    start(cli, "plan", "--config", file.toString(), "--store", store, "--name", NAME, "--save");
    for (Node node : Pipeline.of(configuration.experiment(), steps)) {
      start(Contents.of(steps.get(node.step()).spec().image()), node.name(), "--run", run);
    }
    start(cli, "finish", "--run", run);
    start(cli, "end", "--run", run, "--status", "Succeeded");
    String argo = folder.resolve("argo").toString();
    start(cli, "render", "--config", file.toString(), "--out", argo);
    start(cli, "lint", argo);
  }

  /** Classes that the JVMs of an image loaded. */
  String classes(Root root) throws IOException {
    return ClassList.merged(
        lists.get(root.contents().name()), root.at(Root.JAVA + "/lib/classlist"));
  }

  private void start(String image, String... arguments) throws InterruptedException {
    Root root = roots.get(image);
    List<Path> mine = lists.get(image);
    Path list = folder.resolve("%s-%d.classes".formatted(image, mine.size()));
    mine.add(list);
    List<String> flags = new ArrayList<>();
    flags.add("-XX:DumpLoadedClassList=" + list);
    // What a machine has more than others shall not show in the list.
    flags.add("-XX:ActiveProcessorCount=2");
    if (System.getProperty("os.arch").equals("amd64")) {
      flags.add("-XX:UseAVX=2");
    }
    List<String> command = root.jvm(flags);
    command.add(root.contents().launcher().main());
    command.addAll(List.of(arguments));
    Program.run(command);
  }
}
