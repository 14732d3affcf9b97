package org.reland.workflows.lint.manifest;

import java.util.LinkedHashMap;
import java.util.Map;
import org.reland.workflows.lint.yaml.YamlNode;

/** Parameters and artifacts: the lists of things with names that Argo writes everywhere. */
public final class Parameters {
  private Parameters() {}

  /** By name, those that have one; of equal names the first. */
  public static Map<String, YamlNode> byName(YamlNode list) {
    Map<String, YamlNode> named = new LinkedHashMap<>();
    for (YamlNode item : list.items()) {
      if (item.at("name").isPresent()) {
        named.putIfAbsent(item.at("name").text(), item);
      }
    }
    return named;
  }

  /** Whether it has a value without being given one. */
  public static boolean hasValue(YamlNode parameter) {
    return parameter.at("value").isPresent()
        || parameter.at("default").isPresent()
        || parameter.at("valueFrom").isPresent();
  }

  /** Whether an artifact has a place without being given one, or may be missing. */
  public static boolean hasPlace(YamlNode artifact) {
    return artifact.at("optional").is("true")
        || artifact.fields().keySet().stream()
            .anyMatch(key -> !key.equals("name") && !key.equals("path") && !key.equals("mode"));
  }
}
