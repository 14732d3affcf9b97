package org.reland.workflows.lint;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.workflows.lint.yaml.YamlFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Whatever a file holds, the linter answers with findings. */
final class MutationsTest {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String SIGNS = "{}[]:,&*!|>'\"%@`#-? \n\t~";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Random random = new Random(20261123);

  @Test
  void noTreeMakesItFail() throws IOException, URISyntaxException {
    List<JsonNode> trees = new ArrayList<>();
    for (Path file : files()) {
      trees.addAll(YAML.readerFor(JsonNode.class).<JsonNode>readValues(file).readAll());
    }
    for (int round = 0; round < 1500; round++) {
      JsonNode tree = trees.get(random.nextInt(trees.size())).deepCopy();
      for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
        edit(tree, trees);
      }
      lint(YAML.writeValueAsString(tree));
    }
  }

  @Test
  void noTextMakesItFail() throws IOException, URISyntaxException {
    List<Path> files = files();
    for (int round = 0; round < 500; round++) {
      var text =
          new StringBuilder(
              Files.readString(files.get(random.nextInt(files.size())), StandardCharsets.UTF_8));
      for (int edits = 1 + random.nextInt(3); edits > 0 && text.length() > 40; edits--) {
        int from = random.nextInt(text.length() - 30);
        switch (random.nextInt(3)) {
          case 0 -> text.delete(from, from + 1 + random.nextInt(25));
          case 1 -> text.insert(from, text.substring(from, from + random.nextInt(30)));
          default -> text.setCharAt(from, SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
      }
      lint(text.toString());
    }
  }

  @Test
  void aFileInAnotherEncodingIsNoYaml(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("latin.yaml");
    Files.write(file, "name: Müller".getBytes(StandardCharsets.ISO_8859_1));
    assertDoesNotThrow(() -> new Linter(List.of()).lint(List.of(file)));
  }

  private void edit(JsonNode tree, List<JsonNode> others) {
    List<JsonNode> containers = containers(tree);
    switch (containers.get(random.nextInt(containers.size()))) {
      case ObjectNode object -> {
        List<String> names = new ArrayList<>(object.propertyNames());
        String name = names.isEmpty() ? "x" : names.get(random.nextInt(names.size()));
        if (random.nextInt(4) == 0) {
          object.remove(name);
        } else {
          object.set(name, value(others));
        }
      }
      case ArrayNode list -> {
        if (list.isEmpty() || random.nextInt(3) == 0) {
          list.add(value(others));
        } else {
          list.set(random.nextInt(list.size()), value(others));
        }
      }
      default -> throw new AssertionError("no container");
    }
  }

  private JsonNode value(List<JsonNode> others) {
    List<String> texts =
        List.of(
            "",
            " ",
            "{{",
            "{{}}",
            "{{=}}",
            "{{item}}",
            "{{= 1 +",
            "{{tasks.a.outputs",
            "a.b",
            "&& ||",
            "((",
            "@every",
            "-",
            "9".repeat(30),
            "* * * * *",
            "[",
            "{",
            "main",
            "x".repeat(300));
    return switch (random.nextInt(6)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.numberNode(random.nextInt(3) - 1);
      case 2 -> random.nextBoolean() ? JSON.arrayNode() : JSON.objectNode();
      case 3 -> {
        List<JsonNode> from = containers(others.get(random.nextInt(others.size())));
        yield from.get(random.nextInt(from.size())).deepCopy();
      }
      default -> JSON.stringNode(texts.get(random.nextInt(texts.size())));
    };
  }

  private static List<JsonNode> containers(JsonNode node) {
    List<JsonNode> found = new ArrayList<>();
    if (node.isContainer()) {
      found.add(node);
      node.valueStream().forEach(part -> found.addAll(containers(part)));
    }
    return found;
  }

  private static void lint(String text) {
    try {
      new Linter(List.of()).lintFiles(List.of(YamlFile.parse(Path.of("x.yaml"), text)));
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("not borne:\n" + text, e);
    }
  }

  private static List<Path> files() throws IOException, URISyntaxException {
    Path folder = Path.of(MutationsTest.class.getResource("valid").toURI());
    try (Stream<Path> inside = Files.walk(folder)) {
      return inside.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }
}
