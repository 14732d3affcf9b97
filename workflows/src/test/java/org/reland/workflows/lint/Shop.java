package org.reland.workflows.lint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.reland.workflows.lint.finding.Finding;
import org.reland.workflows.lint.yaml.YamlFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The committed workflow of the shop, to be edited and linted. */
final class Shop {
  private static final Path FOLDER = Path.of("argo/shop");
  private static final String TEMPLATE = "workflow-template.yaml";
  private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[([^\\]]+)\\]");
  private static final YAMLMapper YAML = new YAMLMapper();

  private static final Shop COMMITTED = read();

  private final Map<String, JsonNode> files = new LinkedHashMap<>();

  static Shop committed() {
    Shop shop = new Shop();
    COMMITTED.files.forEach((name, tree) -> shop.files.put(name, tree.deepCopy()));
    return shop;
  }

  private static Shop read() {
    Shop shop = new Shop();
    try (Stream<Path> inside = Files.walk(FOLDER)) {
      Comparator<Path> order = Comparator.comparingInt(Path::getNameCount);
      for (Path file :
          inside.filter(Files::isRegularFile).sorted(order.thenComparing(f -> f)).toList()) {
        shop.files.put(FOLDER.relativize(file).toString(), YAML.readTree(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return shop;
  }

  /** Puts a value, written as YAML, at a path of the WorkflowTemplate. */
  Shop put(String path, String yaml) {
    return putIn(TEMPLATE, path, yaml);
  }

  Shop putIn(String file, String path, String yaml) {
    int last = lastStep(path);
    JsonNode parent = find(files.get(file), path.substring(0, last));
    String key = path.substring(last).replaceAll("^\\.|^\\[|\\]$", "");
    JsonNode value = YAML.readTree(yaml);
    if (parent instanceof ObjectNode object) {
      object.set(key, value);
    } else {
      ArrayNode list = (ArrayNode) parent;
      for (int i = 0; i < list.size(); i++) {
        if (matches(list.get(i), key, i)) {
          list.set(i, value);
          return this;
        }
      }
      list.add(value);
    }
    return this;
  }

  Shop remove(String path) {
    int last = lastStep(path);
    ObjectNode parent = (ObjectNode) find(files.get(TEMPLATE), path.substring(0, last));
    parent.remove(path.substring(last).replaceAll("^\\.|^\\[|\\]$", ""));
    return this;
  }

  /** A file more, after the others. */
  Shop with(String file, String yaml) {
    files.put(file, YAML.readTree(yaml));
    return this;
  }

  /** A file more, before the others. */
  Shop first(String file, String yaml) {
    Map<String, JsonNode> others = new LinkedHashMap<>(files);
    files.clear();
    with(file, yaml);
    files.putAll(others);
    return this;
  }

  /** Other values of fields of a file's spec. */
  Shop merged(String file, String fields) {
    ((ObjectNode) files.get(file).path("spec")).setAll((ObjectNode) YAML.readTree(fields));
    return this;
  }

  List<Finding> lint() {
    List<YamlFile> parsed = new ArrayList<>();
    files.forEach(
        (name, tree) -> parsed.add(YamlFile.parse(Path.of(name), YAML.writeValueAsString(tree))));
    return new Linter(List.of()).lintFiles(parsed);
  }

  private static int lastStep(String path) {
    return path.endsWith("]") ? path.lastIndexOf('[') : Math.max(0, path.lastIndexOf('.'));
  }

  private static JsonNode find(JsonNode root, String path) {
    JsonNode node = root;
    Matcher step = STEP.matcher(path);
    while (step.find()) {
      node = step.group(2) == null ? node.path(step.group(1)) : item(node, step.group(2));
    }
    return node;
  }

  private static JsonNode item(JsonNode list, String label) {
    for (int i = 0; i < list.size(); i++) {
      if (matches(list.get(i), label, i)) {
        return list.get(i);
      }
    }
    return list.path(label);
  }

  private static boolean matches(JsonNode item, String label, int index) {
    return item.path("name").asString("").equals(label) || Integer.toString(index).equals(label);
  }
}
