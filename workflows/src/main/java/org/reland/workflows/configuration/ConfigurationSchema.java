package org.reland.workflows.configuration;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.reland.kit.config.ConfigBinder;
import org.reland.kit.config.Setting;
import org.reland.kit.step.Steps;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The form of a run configuration as a JSON schema (2020-12), for editors: keys with what they do,
 * their defaults and what is allowed. What sections must agree in is checked by {@link
 * Configuration} alone.
 */
public final class ConfigurationSchema {
  private ConfigurationSchema() {}

  /** Of everything that the steps take. */
  public static ObjectNode of(Steps steps) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "ReLand run configuration");
    schema.put("type", "object").put("additionalProperties", false);
    ObjectNode sections = schema.putObject("properties");
    Configuration.records(steps)
        .forEach((section, type) -> section(sections.putObject(section), type));
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
    if (type == List.class) {
      // Written as a list, or as a text with commas.
      property.putArray("type").add("array").add("string");
      ObjectNode items = property.putObject("items");
      items.putArray("type").add("string").add("number");
      if (choices != null) {
        choices.forEach(items.putArray("enum")::add);
      }
      property.put("default", fallback);
    } else if (type == boolean.class) {
      property.put("type", "boolean").put("default", Boolean.parseBoolean(fallback));
    } else if (type == double.class) {
      property.put("type", "number").put("default", Double.parseDouble(fallback));
    } else if (type == int.class || type == long.class) {
      property.put("type", "integer").put("default", Long.parseLong(fallback));
    } else {
      // A version or a day may look like a number to YAML.
      property.putArray("type").add("string").add("number");
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
}
