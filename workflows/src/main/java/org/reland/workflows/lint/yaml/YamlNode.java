package org.reland.workflows.lint.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A value of a YAML document. What is not there is a node too, whose place is that of the value
 * that lacks it, so that a rule can look for a value and tell where it is missing.
 */
public sealed interface YamlNode {
  Place place();

  /** As in {@code spec.templates[train].container.image}. */
  String path();

  /** A value without parts. */
  record Scalar(Place place, String path, String text, ScalarKind kind, boolean plain)
      implements YamlNode {
    /** Whether it is a boolean that looks like a word. */
    public boolean isOldBoolean() {
      return plain && ScalarKind.isOldBoolean(text);
    }
  }

  /** A list. */
  record Items(Place place, String path, List<YamlNode> all) implements YamlNode {}

  /**
   * A mapping.
   *
   * @param all by key, the last where one is repeated
   * @param keys every key as it is written, repeated ones too
   */
  record Fields(Place place, String path, Map<String, YamlNode> all, List<Scalar> keys)
      implements YamlNode {}

  /** What is not there. */
  record Absent(Place place, String path) implements YamlNode {}

  /** The value under a key. */
  default YamlNode at(String key) {
    if (this instanceof Fields fields) {
      YamlNode value = fields.all().get(key);
      if (value != null) {
        return value;
      }
    }
    return new Absent(place(), child(path(), key));
  }

  /** The value under keys that lie in each other. */
  default YamlNode at(String first, String... more) {
    YamlNode node = at(first);
    for (String key : more) {
      node = node.at(key);
    }
    return node;
  }

  /** Whether it is there; a null is not. */
  default boolean isPresent() {
    return switch (this) {
      case Absent absent -> false;
      case Scalar scalar -> scalar.kind() != ScalarKind.NULL;
      case Items items -> true;
      case Fields fields -> true;
    };
  }

  default boolean isAbsent() {
    return !isPresent();
  }

  /** The elements of a list, else none. */
  default List<YamlNode> items() {
    return this instanceof Items items ? items.all() : List.of();
  }

  /** The values of a mapping by key, else none. */
  default Map<String, YamlNode> fields() {
    return this instanceof Fields fields ? fields.all() : Map.of();
  }

  /** The text of a value without parts, else the empty one. */
  default String text() {
    return this instanceof Scalar scalar && scalar.kind() != ScalarKind.NULL ? scalar.text() : "";
  }

  /** Whether it says this. */
  default boolean is(String text) {
    return isPresent() && text().equals(text);
  }

  /** This node and all within. */
  default Stream<YamlNode> walk() {
    List<YamlNode> all = new ArrayList<>();
    collect(all);
    return all.stream();
  }

  private void collect(List<YamlNode> all) {
    switch (this) {
      case Scalar scalar -> all.add(scalar);
      case Items items -> {
        all.add(items);
        items.all().forEach(item -> item.collect(all));
      }
      case Fields fields -> {
        all.add(fields);
        fields.all().values().forEach(value -> value.collect(all));
      }
      case Absent absent -> {}
    }
  }

  /** All values without parts here and within. */
  default Stream<Scalar> scalars() {
    return walk().filter(Scalar.class::isInstance).map(Scalar.class::cast);
  }

  /** The path of what is under a key. */
  static String child(String path, String key) {
    if (path.isEmpty()) {
      return key;
    }
    boolean plain = key.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_');
    return plain ? path + "." + key : path + "[" + key + "]";
  }
}
