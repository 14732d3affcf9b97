package org.reland.workflows.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reland.workflows.lint.yaml.YamlFile;

/** What YAML 1.1 makes of a text, and where a finding is. */
final class YamlTrapsTest {
  private static final Path FILE = Path.of("a.yaml");

  @Test
  void wordsThatAreBooleansAreFoundAsKeysAndAsValues() {
    assertEquals(
        List.of("a.yaml:4:3 yaml-boolean data.on", "a.yaml:4:7 yaml-boolean data.on"),
        lint(
            """
            apiVersion: v1
            kind: ConfigMap
            data:
              on: no
              "y": "n"
            """));
  }

  @Test
  void aWordThatIsABooleanIsFoundAmongItems() {
    assertEquals(
        List.of("a.yaml:3:23 yaml-boolean spec.withItems[1]"),
        lint(
            """
            apiVersion: v1
            kind: Other
            spec: {withItems: [z, y]}
            """));
  }

  @Test
  void aKeyThatIsThereTwiceIsFoundWhereItIsTheSecondTime() {
    assertEquals(
        List.of("a.yaml:5:3 duplicate-key data.a"),
        lint(
            """
            apiVersion: v1
            kind: ConfigMap
            data:
              a: "1"
              a: "2"
            """));
  }

  @Test
  void whatIsNoYamlIsFoundWhereItEndsToBeIt() {
    assertEquals(List.of("a.yaml:3:1 yaml "), lint("kind: ConfigMap\ndata: {a: 1\n"));
  }

  @Test
  void aDocumentThatContainsItselfIsNoYaml() {
    assertEquals(List.of("a.yaml:1:1 yaml "), lint("a: &a [*a]\n"));
  }

  @Test
  void everyDocumentOfAFileIsLookedAt() {
    assertEquals(
        List.of("a.yaml:5:11 string-due data.a", "a.yaml:10:5 string-due data.a"),
        lint(
            """
            # the first
            ---
            apiVersion: v1
            kind: ConfigMap
            data: {a: 1}
            ---
            apiVersion: v1
            kind: ConfigMap
            data:
             a: 0x1F
            ---
            """));
  }

  private static List<String> lint(String text) {
    return new Linter(List.of())
        .lintFiles(List.of(YamlFile.parse(FILE, text))).stream()
            .map(f -> "%s %s %s".formatted(f.place(), f.rule(), f.path()))
            .toList();
  }
}
