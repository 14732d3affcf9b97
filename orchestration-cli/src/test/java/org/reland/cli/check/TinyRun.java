package org.reland.cli.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reland.kit.step.Steps;
import org.reland.kit.store.ArtifactStore;
import org.reland.kit.store.FileStore;
import org.reland.workflows.configuration.Configuration;
import org.reland.workflows.local.PipelineRun;
import org.reland.workflows.local.PlainDisplay;
import org.reland.workflows.pipeline.Rhythm;
import org.reland.workflows.pipeline.Selection;

/**
 * A whole run of a small shop in a process of its own: {@code TinyRun STORE CONFIG HALT [key=value
 * ...]}. HALT is never or after: whether the process kills itself behind its first change of the
 * store.
 */
public final class TinyRun {
  /** Small, but with every stage, several shards and all variants. */
  static final String CONFIGURATION =
      """
      run: {name: tiny, threads: 2}
      experiment: {variants: [id-only, features, reland, reland-shuffled]}
      ingest: {source: generated, shop_users: 240, shop_items: 150, users_per_part: 100}
      encode: {epochs: 3, checkpoint_seconds: 0}
      prompt: {domain: shop, prompts_per_part: 10}
      infer: {generator: offline}
      embed: {dimensions: 16}
      train: {epochs: 4, checkpoint_seconds: 0}
      """;

  static final String NEVER = "never";
  static final String AFTER = "after";

  private TinyRun() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    ArtifactStore files = FileStore.at(Path.of(args[0]));
    ArtifactStore store = args[2].equals(NEVER) ? files : new HaltingStore(files);
    List<String> settings = List.of(args).subList(3, args.length);
    Steps steps = Steps.installed();
    Configuration configuration =
        Configuration.load(Path.of(args[1]), settings, Optional.empty(), steps);
    var run =
        new PipelineRun(
            configuration.run().name(), configuration, Rhythm.PIPELINE, Selection.ALL, 2000);
    Map<String, Throwable> failures = run.execute(store, steps, new PlainDisplay(System.out));
    failures.values().forEach(Throwable::printStackTrace);
    System.exit(failures.isEmpty() ? 0 : 1);
  }

  /** Starts it in a process of its own; what it prints goes to a file. */
  static Process start(
      Path store, Path configuration, String halt, List<String> flags, List<String> settings)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--add-modules",
            "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-Xmx1g"));
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), TinyRun.class.getName()));
    command.addAll(List.of(store.toString(), configuration.toString(), halt));
    command.addAll(settings);
    Files.createDirectories(store);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log(store).toFile()))
        .start();
  }

  static Path log(Path store) {
    return store.resolveSibling(store.getFileName() + ".log");
  }
}
