package org.reland.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reland.kit.config.Nearest;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.step.Steps;
import org.reland.workflows.configuration.Configuration;
import picocli.CommandLine.Option;

/** The options that say under which configuration something is done. */
final class ConfigurationOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Run configuration: a file, or the name of one of those that come with it.",
      defaultValue = "shop")
  private String config = "shop";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder in which the configuration's files are looked up.")
  private @Nullable Path data;

  @Option(
      names = "--set",
      paramLabel = "SECTION.KEY=VALUE",
      description = "Changes one value of the configuration; may be repeated.")
  private List<String> settings = List.of();

  Configuration load(Steps steps) throws IOException {
    return load(List.of(), steps);
  }

  /** With more settings on top of those that were given. */
  Configuration load(List<String> more, Steps steps) throws IOException {
    List<String> all = new ArrayList<>(settings);
    all.addAll(more);
    return Configuration.load(file(), all, Optional.ofNullable(data), steps);
  }

  /** For runs that find the files which it names somewhere else. */
  Configuration loadForElsewhere(Steps steps) throws IOException {
    return Configuration.loadForElsewhere(file(), settings, steps);
  }

  /** The settings but those of the section argo. */
  List<String> settingsOfRuns() {
    return settings.stream().filter(setting -> !setting.startsWith("argo.")).toList();
  }

  Path file() {
    return file("--config", config);
  }

  /**
   * The file of a configuration, or that of one of those that come with it.
   *
   * @param option that names it, for messages
   */
  static Path file(String option, String config) {
    Path path = Path.of(config);
    if (Files.isRegularFile(path)) {
      return path;
    }
    Path home = Path.of(System.getProperty("reland.home", "."));
    Path shipped = home.resolve("workflows/configs");
    Path named = shipped.resolve(config + ".yaml");
    if (Files.isRegularFile(named)) {
      return named;
    }
    throw new ConfigurationException(
        "%s '%s': there is no such file, and no configuration of that name comes with it%s"
            .formatted(option, config, Nearest.hint(config, names(shipped))));
  }

  private static List<String> names(Path folder) {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString().replace(".yaml", ""))
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
