package org.reland.kit.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reland.kit.error.ConfigurationException;

/**
 * Turns the values of one section into its configuration record and back. Nothing is thrown at the
 * first mistake: all of them are collected, each with its key, its value and what is allowed.
 */
public final class ConfigBinder {
  private ConfigBinder() {}

  /**
   * Binds a section.
   *
   * @param section its name, for messages
   * @param values by key (snake case); what is missing gets its default
   * @param problems where mistakes are added
   * @return the record, or empty where there was a mistake
   */
  public static <C extends Record> Optional<C> bind(
      Class<C> type, String section, Map<String, ?> values, List<String> problems) {
    int before = problems.size();
    Map<String, RecordComponent> components = components(type);
    for (String key : values.keySet()) {
      if (!components.containsKey(key)) {
        problems.add(
            section + "." + key + ": unknown key" + Nearest.hint(key, components.keySet()));
      }
    }
    List<@Nullable Object> arguments = new ArrayList<>();
    components.forEach(
        (key, component) -> {
          Setting setting = setting(component);
          Object raw = values.get(key);
          String place = section + "." + key;
          arguments.add(
              ValueParser.parse(
                      place, setting, component.getType(), raw == null ? setting.fallback() : raw)
                  .orElseGet(
                      message -> {
                        problems.add(message);
                        return null;
                      }));
        });
    if (problems.size() > before) {
      return Optional.empty();
    }
    C config = create(type, arguments.toArray());
    if (config instanceof Checked checked) {
      outside(checked, values(config)).forEach(p -> problems.add(section + "." + p));
      if (problems.size() == before) {
        checked.problems().forEach(problem -> problems.add(section + "." + problem));
      }
    }
    return problems.size() > before ? Optional.empty() : Optional.of(config);
  }

  /**
   * Binds a section or fails with all its mistakes.
   *
   * @throws ConfigurationException listing every mistake
   */
  public static <C extends Record> C bind(Class<C> type, String section, Map<String, ?> values) {
    List<String> problems = new ArrayList<>();
    return bind(type, section, values, problems).orElseThrow(() -> failure(problems));
  }

  /** One error for all mistakes. */
  public static ConfigurationException failure(List<String> problems) {
    return new ConfigurationException(
        "the configuration has %s:%n  - %s"
            .formatted(
                problems.size() == 1 ? "a mistake" : problems.size() + " mistakes",
                String.join(System.lineSeparator() + "  - ", problems)));
  }

  /** The values of a record by key, in the record's order. */
  public static Map<String, Object> values(Record config) {
    Map<String, Object> values = new LinkedHashMap<>();
    components(config.getClass())
        .forEach((key, component) -> values.put(key, get(component, config)));
    return values;
  }

  /** The settings of a record by key, in the record's order. */
  public static Map<String, Setting> settings(Class<? extends Record> type) {
    Map<String, Setting> settings = new LinkedHashMap<>();
    components(type).forEach((key, component) -> settings.put(key, setting(component)));
    return settings;
  }

  /** The types of a record's settings by key, in the record's order. */
  public static Map<String, Class<?>> types(Class<? extends Record> type) {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    components(type).forEach((key, component) -> types.put(key, component.getType()));
    return types;
  }

  /** The single values of what is given for a setting: of a list, or of a text for one. */
  public static List<String> elements(Class<? extends Record> type, String key, Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    RecordComponent component = components(type).get(key);
    return component != null && component.getType() == List.class
        ? ValueParser.split(value.toString())
        : List.of(value.toString());
  }

  /** The allowed values of each key that has such, from its setting or from a registry. */
  public static Map<String, Collection<String>> choices(Class<? extends Record> type) {
    Map<String, Collection<String>> choices = new LinkedHashMap<>();
    settings(type)
        .forEach(
            (key, setting) -> {
              if (setting.oneOf().length > 0) {
                choices.put(key, List.of(setting.oneOf()));
              }
            });
    if (bind(type, "defaults", Map.of()) instanceof Checked checked) {
      choices.putAll(checked.choices());
    }
    return choices;
  }

  /** Values that no registry knows. */
  private static List<String> outside(Checked config, Map<String, Object> values) {
    List<String> problems = new ArrayList<>();
    new TreeMap<>(config.choices())
        .forEach(
            (key, known) -> {
              Object value = values.get(key);
              List<?> given = value instanceof List<?> list ? list : List.of(value);
              for (Object each : given) {
                if (!known.contains(each.toString())) {
                  problems.add(ValueParser.notOneOf(key, each, known));
                }
              }
            });
    return problems;
  }

  private static Map<String, RecordComponent> components(Class<? extends Record> type) {
    Map<String, RecordComponent> components = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      components.put(SnakeCase.of(component.getName()), component);
    }
    return components;
  }

  private static Setting setting(RecordComponent component) {
    Setting setting = component.getAnnotation(Setting.class);
    if (setting == null) {
      throw new IllegalArgumentException(component + " lacks @Setting");
    }
    return setting;
  }

  private static Object get(RecordComponent component, Record config) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(config);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  private static <C extends Record> C create(Class<C> type, @Nullable Object[] arguments) {
    try {
      Constructor<C> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(type.getRecordComponents())
                  .map(RecordComponent::getType)
                  .toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be created", e);
    }
  }
}
