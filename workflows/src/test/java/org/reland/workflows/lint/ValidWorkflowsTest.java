package org.reland.workflows.lint;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reland.workflows.lint.finding.Severity;
import org.reland.workflows.lint.yaml.YamlFile;

/** Workflows that use what there is, as it should be used: no false alarm. */
final class ValidWorkflowsTest {
  /** Rules of ours, not of Argo's. */
  private static final Set<String> OF_THE_HOUSE =
      Set.of(
          "pod-security",
          "container-security",
          "root-user",
          "service-account",
          "resources",
          "deadline");

  @ParameterizedTest
  @ValueSource(strings = {"everything", "alone", "plain"})
  void nothingIsFound(String name) throws IOException, URISyntaxException {
    Path file = Path.of(getClass().getResource("valid/%s.yaml".formatted(name)).toURI());
    assertEquals(List.of(), new Linter(List.of()).lint(List.of(file)));
  }

  /** In the manner of Argo's own examples, which say little of what is safe and bounded. */
  @ParameterizedTest
  @MethodSource("examples")
  void whatAControllerTakesIsNoError(Path file) throws IOException {
    assertEquals(
        List.of(),
        new Linter(List.of())
            .lint(List.of(file)).stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .filter(finding -> !OF_THE_HOUSE.contains(finding.rule()))
                .toList());
  }

  static Stream<Path> examples() throws IOException, URISyntaxException {
    Path folder = Path.of(ValidWorkflowsTest.class.getResource("valid/examples").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    }
  }

  @Test
  void manyAliasesAreNoReasonToStopReading() {
    String text =
        "kind: ConfigMap\napiVersion: v1\nmetadata: &m {name: x}\ndata:\n"
            + IntStream.range(0, 2000).mapToObj("  k%d: *m\n"::formatted).collect(joining());
    YamlFile file = YamlFile.parse(Path.of("x.yaml"), text);
    assertEquals(Optional.empty(), file.failure());
    assertEquals(2000, file.documents().getFirst().at("data").fields().size());
  }

  @Test
  void aliasesThatMultiplyEachOtherAreStopped() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      text.append("a%d: &a%d [%s]\n".formatted(i, i, "*a%d, ".formatted(i - 1).repeat(9) + "x"));
    }
    assertTrue(YamlFile.parse(Path.of("x.yaml"), text.toString()).failure().isPresent());
  }
}
