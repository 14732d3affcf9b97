package org.reland.workflows.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workflows that use what there is, as it should be used: no false alarm. */
final class ValidWorkflowsTest {
  @ParameterizedTest
  @ValueSource(strings = {"everything", "alone", "plain"})
  void nothingIsFound(String name) throws IOException, URISyntaxException {
    Path file = Path.of(getClass().getResource("valid/%s.yaml".formatted(name)).toURI());
    assertEquals(List.of(), new Linter(List.of()).lint(List.of(file)));
  }
}
