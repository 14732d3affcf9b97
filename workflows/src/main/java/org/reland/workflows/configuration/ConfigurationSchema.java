package org.reland.workflows.configuration;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.reland.kit.config.ConfigBinder;
import org.reland.kit.config.Setting;
import org.reland.kit.step.Steps;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The form of a run configuration as a JSON schema (2020-12), for editors: keys with what they do,
 * their defaults and what is allowed. What sections must agree in is checked by {@link
 * Configuration} alone.
 */
public final class ConfigurationSchema {
  private static final String NUMBER = "^ *[-+]?[0-9.]+([eE][-+]?[0-9]+)? *$";

  private ConfigurationSchema() {}

  /**
   * Of everything that the steps take.
   *
   * @param only the sections that are described; empty: all
   */
  public static ObjectNode of(Steps steps, Collection<String> only) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "ReLand run configuration");
    types(schema, "object", "null"); // an empty file is a configuration
    schema.put("additionalProperties", false);
    ObjectNode sections = schema.putObject("properties");
    Configuration.records(steps)
        .forEach(
            (section, type) -> {
              if (only.isEmpty() || only.contains(section)) {
                section(sections.putObject(section), type);
              }
            });
    return schema;
  }

  private static void section(ObjectNode section, Class<? extends Record> type) {
    section.put("type", "object").put("additionalProperties", false);
    ObjectNode properties = section.putObject("properties");
    Map<String, Collection<String>> choices = ConfigBinder.choices(type);
    Map<String, Class<?>> types = ConfigBinder.types(type);
    ConfigBinder.settings(type)
        .forEach(
            (key, setting) -> {
              if (setting.setBy().isEmpty()) {
                Class<?> of = types.get(key);
                property(properties.putObject(key), setting, of, choices.get(key));
              }
            });
  }

  private static void property(
      ObjectNode property, Setting setting, Class<?> type, Collection<String> choices) {
    property.put("description", setting.value());
    String fallback = setting.fallback();
    // Nothing behind a key is the empty text.
    if (type == List.class) {
      // Written as a list, or as a text with commas; one number is a list of one.
      types(property, "array", "string", "number", "null");
      ObjectNode items = property.putObject("items");
      types(items, "string", "number");
      if (choices != null) {
        choices.forEach(items.putArray("enum")::add);
      }
      property.put("default", fallback);
    } else if (type == boolean.class) {
      property.putArray("enum").add(true).add(false).add("true").add("false");
      property.put("default", Boolean.parseBoolean(fallback));
    } else if (type == double.class) {
      types(property, "number", "string");
      property.put("pattern", NUMBER).put("default", Double.parseDouble(fallback));
    } else if (type == int.class || type == long.class) {
      types(property, "integer", "string");
      property.put("pattern", NUMBER).put("default", Long.parseLong(fallback));
    } else {
      // A version or a day may look like something else to YAML.
      types(property, "string", "number", "boolean", "null");
      property.put("default", fallback);
      if (choices != null) {
        choices.forEach(property.putArray("enum")::add);
      }
    }
    if (setting.min() != Double.NEGATIVE_INFINITY) {
      property.put("minimum", setting.min());
    }
    if (setting.max() != Double.POSITIVE_INFINITY) {
      property.put("maximum", setting.max());
    }
  }

  private static void types(ObjectNode property, String... types) {
    ArrayNode array = property.putArray("type");
    for (String type : types) {
      array.add(type);
    }
  }
}
