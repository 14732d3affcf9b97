package org.reland.workflows.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.reland.kit.config.ConfigBinder;
import org.reland.kit.config.Nearest;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.step.Step;
import org.reland.kit.step.Steps;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A resolved run configuration: every section complete with its defaults, every value checked.
 *
 * @param run section {@code run}
 * @param experiment section {@code experiment}
 * @param argo section {@code argo}
 * @param sections the values of all sections, those of the steps included
 * @param named the same, but files by the names that were given for them
 */
public record Configuration(
    RunSettings run,
    Experiment experiment,
    ArgoSettings argo,
    Map<String, Map<String, Object>> sections,
    Map<String, Map<String, Object>> named) {
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * Reads a file, puts {@code section.key=value} settings on top and checks everything.
   *
   * @param file the YAML file
   * @param settings as on the command line, the last one wins
   * @param data folder in which relative file settings are looked up first; the folder of the YAML
   *     file comes second, and before both the working directory for those on the command line
   * @throws ConfigurationException listing every mistake
   */
  public static Configuration load(
      Path file, List<String> settings, Optional<Path> data, Steps steps) throws IOException {
    return resolve(read(file), settings, new FileLookup.Here(folders(file, data)), steps);
  }

  /**
   * The same for runs somewhere else: whether the files that it names are there is seen there.
   *
   * @throws ConfigurationException listing every mistake
   */
  public static Configuration loadForElsewhere(Path file, List<String> settings, Steps steps)
      throws IOException {
    return resolve(read(file), settings, new FileLookup.Elsewhere(file), steps);
  }

  /** All defaults, as a run without a file would use them. */
  public static Configuration defaults(Steps steps) {
    return resolve(new LinkedHashMap<>(), List.of(), new FileLookup.Here(List.of()), steps);
  }

  /** The record of every section, by its name, in the order of help. */
  public static Map<String, Class<? extends Record>> records(Steps steps) {
    Map<String, Class<? extends Record>> types = new LinkedHashMap<>();
    types.put("run", RunSettings.class);
    types.put("experiment", Experiment.class);
    types.put("argo", ArgoSettings.class);
    for (Step<?> step : steps.all()) {
      types.put(step.spec().name(), step.spec().config());
    }
    return types;
  }

  private static Configuration resolve(
      Map<String, Map<String, Object>> sections,
      List<String> settings,
      FileLookup files,
      Steps steps) {
    List<String> problems = new ArrayList<>();
    Map<String, Class<? extends Record>> types = records(steps);
    Set<String> typed = new HashSet<>();
    for (String setting : settings) {
      override(sections, setting, problems).ifPresent(typed::add);
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
          problems.addAll(setByThePipeline(type, name, values.keySet()));
          ConfigBinder.bind(type, name, files.resolved(type, name, values, typed), problems)
              .ifPresent(config -> bound.put(name, config));
        });
    require(problems);
    Map<String, Map<String, Object>> resolved = new LinkedHashMap<>();
    Map<String, Map<String, Object>> named = new LinkedHashMap<>();
    bound.forEach(
        (name, config) -> {
          resolved.put(name, ConfigBinder.values(config));
          named.put(name, named(config, sections.getOrDefault(name, Map.of())));
        });
    Experiment experiment = (Experiment) bound.get("experiment");
    require(new Agreement(experiment, resolved).problems());
    return new Configuration(
        (RunSettings) bound.get("run"),
        experiment,
        (ArgoSettings) bound.get("argo"),
        resolved,
        named);
  }

  private static Map<String, Object> named(Record config, Map<String, Object> given) {
    Map<String, Object> values = ConfigBinder.values(config);
    ConfigBinder.settings(config.getClass())
        .forEach(
            (key, setting) -> {
              Object value = given.get(key);
              if (setting.folder() && value != null) {
                values.put(key, value);
              }
              if (setting.file() && value != null) {
                List<String> names = ConfigBinder.elements(config.getClass(), key, value);
                values.put(key, values.get(key) instanceof List ? names : names.getFirst());
              }
            });
    return values;
  }

  private static void require(List<String> problems) {
    if (!problems.isEmpty()) {
      throw ConfigBinder.failure(problems);
    }
  }

  /** Keys that would be overridden in silence. */
  private static List<String> setByThePipeline(
      Class<? extends Record> type, String section, Set<String> given) {
    List<String> problems = new ArrayList<>();
    ConfigBinder.settings(type)
        .forEach(
            (key, setting) -> {
              if (!setting.setBy().isEmpty() && given.contains(key)) {
                problems.add(
                    "%s.%s: is set by the pipeline for each cell; set %s"
                        .formatted(section, key, setting.setBy()));
              }
            });
    return problems;
  }

  private static Map<String, Map<String, Object>> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ConfigurationException("there is no configuration file " + file);
    }
    Map<String, Map<String, Object>> sections = new LinkedHashMap<>();
    JsonNode content;
    try {
      content = YAML.readTree(file);
    } catch (JacksonException e) {
      throw new ConfigurationException(
          "%s:%d: is not YAML: %s"
              .formatted(
                  file,
                  e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                  e.getOriginalMessage()),
          e);
    }
    if (content.isMissingNode() || content.isNull()) {
      return sections;
    }
    if (!content.isObject()) {
      throw new ConfigurationException(
          "%s: must hold sections, like%n  train:%n    epochs: 50".formatted(file));
    }
    Map<?, ?> tree = YAML.convertValue(content, Map.class);
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

  /** Puts a setting of the command line in; gives its key. */
  private static Optional<String> override(
      Map<String, Map<String, Object>> sections, String setting, List<String> problems) {
    int equals = setting.indexOf('=');
    int dot = setting.indexOf('.');
    if (equals < 0 || dot < 1 || dot > equals) {
      problems.add("--set '" + setting + "': must be section.key=value, like train.epochs=50");
      return Optional.empty();
    }
    sections
        .computeIfAbsent(setting.substring(0, dot), s -> new LinkedHashMap<>())
        .put(setting.substring(dot + 1, equals), setting.substring(equals + 1));
    return Optional.of(setting.substring(0, equals));
  }

  private static List<Path> folders(Path file, Optional<Path> data) {
    List<Path> folders = new ArrayList<>();
    data.ifPresent(folders::add);
    folders.add(file.toAbsolutePath().getParent());
    return folders;
  }
}
