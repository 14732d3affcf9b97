package org.reland.workflows.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reland.kit.config.ConfigBinder;
import org.reland.kit.config.Nearest;
import org.reland.kit.config.Setting;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.step.Step;
import org.reland.kit.step.Steps;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A resolved run configuration: every section complete with its defaults, every value checked.
 *
 * @param run section {@code run}
 * @param experiment section {@code experiment}
 * @param sections the values of all sections, those of the steps included
 */
public record Configuration(
    RunSettings run, Experiment experiment, Map<String, Map<String, Object>> sections) {
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * Reads a file, puts {@code section.key=value} settings on top and checks everything.
   *
   * @param file the YAML file
   * @param settings as on the command line, the last one wins
   * @param data folder in which relative file settings are looked up first; the folder of the YAML
   *     file comes second
   * @throws ConfigurationException listing every mistake
   */
  public static Configuration load(
      Path file, List<String> settings, Optional<Path> data, Steps steps) throws IOException {
    return resolve(read(file), settings, folders(file, data), steps);
  }

  /** All defaults, as a run without a file would use them. */
  public static Configuration defaults(Steps steps) {
    return resolve(new LinkedHashMap<>(), List.of(), List.of(), steps);
  }

  /** The settings of every section, for help and defaults. */
  public static Map<String, Map<String, Setting>> settings(Steps steps) {
    Map<String, Map<String, Setting>> all = new LinkedHashMap<>();
    records(steps).forEach((name, type) -> all.put(name, ConfigBinder.settings(type)));
    return all;
  }

  private static Configuration resolve(
      Map<String, Map<String, Object>> sections,
      List<String> settings,
      List<Path> folders,
      Steps steps) {
    List<String> problems = new ArrayList<>();
    Map<String, Class<? extends Record>> types = records(steps);
    for (String setting : settings) {
      override(sections, setting, problems);
    }
    for (String section : sections.keySet()) {
      if (!types.containsKey(section)) {
        problems.add(section + ": unknown section" + Nearest.hint(section, types.keySet()));
      }
    }
    Map<String, Record> bound = new LinkedHashMap<>();
    types.forEach(
        (name, type) -> {
          Map<String, Object> values = sections.getOrDefault(name, Map.of());
          ConfigBinder.bind(type, name, located(type, values, folders), problems)
              .ifPresent(config -> bound.put(name, config));
        });
    if (!problems.isEmpty()) {
      throw ConfigBinder.failure(problems);
    }
    Map<String, Map<String, Object>> resolved = new LinkedHashMap<>();
    bound.forEach((name, config) -> resolved.put(name, ConfigBinder.values(config)));
    return new Configuration(
        (RunSettings) bound.get("run"), (Experiment) bound.get("experiment"), resolved);
  }

  private static Map<String, Class<? extends Record>> records(Steps steps) {
    Map<String, Class<? extends Record>> types = new LinkedHashMap<>();
    types.put("run", RunSettings.class);
    types.put("experiment", Experiment.class);
    for (Step<?> step : steps.all()) {
      types.put(step.spec().name(), step.spec().config());
    }
    return types;
  }

  private static Map<String, Map<String, Object>> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ConfigurationException("there is no configuration file " + file);
    }
    Map<String, Map<String, Object>> sections = new LinkedHashMap<>();
    Map<?, ?> tree;
    try {
      tree = YAML.readValue(file, Map.class);
    } catch (JacksonException e) {
      throw new ConfigurationException(
          "%s:%d: is not YAML: %s"
              .formatted(
                  file,
                  e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                  e.getOriginalMessage()),
          e);
    }
    if (tree == null) {
      return sections;
    }
    for (Map.Entry<?, ?> entry : tree.entrySet()) {
      if (!(entry.getValue() instanceof Map<?, ?> values)) {
        throw new ConfigurationException(
            "%s: section '%s' must hold keys and values, like\n  %s:\n    key: value"
                .formatted(file, entry.getKey(), entry.getKey()));
      }
      Map<String, Object> section = new LinkedHashMap<>();
      values.forEach((key, value) -> section.put(key.toString(), value == null ? "" : value));
      sections.put(entry.getKey().toString(), section);
    }
    return sections;
  }

  private static void override(
      Map<String, Map<String, Object>> sections, String setting, List<String> problems) {
    int equals = setting.indexOf('=');
    int dot = setting.indexOf('.');
    if (equals < 0 || dot < 1 || dot > equals) {
      problems.add("--set '" + setting + "': must be section.key=value, like train.epochs=50");
      return;
    }
    sections
        .computeIfAbsent(setting.substring(0, dot), s -> new LinkedHashMap<>())
        .put(setting.substring(dot + 1, equals), setting.substring(equals + 1));
  }

  private static List<Path> folders(Path file, Optional<Path> data) {
    List<Path> folders = new ArrayList<>();
    data.ifPresent(folders::add);
    folders.add(file.toAbsolutePath().getParent());
    return folders;
  }

  /** Replaces relative file settings by the first file of that name in the folders. */
  private static Map<String, Object> located(
      Class<? extends Record> type, Map<String, Object> values, List<Path> folders) {
    Map<String, Object> located = new LinkedHashMap<>(values);
    ConfigBinder.settings(type)
        .forEach(
            (key, setting) -> {
              Object value = values.get(key);
              if (setting.file() && value != null && !value.toString().isEmpty()) {
                located.put(key, locate(value.toString(), folders));
              }
            });
    return located;
  }

  private static String locate(String name, List<Path> folders) {
    for (Path folder : folders) {
      Path candidate = folder.resolve(name);
      if (Files.isReadable(candidate)) {
        return candidate.toAbsolutePath().normalize().toString();
      }
    }
    return folders.isEmpty() ? name : folders.getFirst().resolve(name).toString();
  }
}
