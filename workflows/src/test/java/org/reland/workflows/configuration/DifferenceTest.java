package org.reland.workflows.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.kit.step.Steps;

final class DifferenceTest {
  private static final Steps STEPS = Steps.installed();

  @TempDir private Path folder;

  private Configuration load(String name, String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve(name), yaml);
    return Configuration.loadForElsewhere(file, List.of(), STEPS);
  }

  @Test
  void filesAreComparedByTheirNamesThoughTheyAreNotThere() throws IOException {
    Configuration one =
        load(
            "one.yaml",
            """
            ingest: {source: table, interactions: 'a.csv, b.csv', items: items.csv}
            train: {epochs: 50}
            """);
    Configuration other =
        load(
            "other.yaml",
            """
            ingest: {source: table, interactions: [a.csv, c.csv], items: items.csv}
            train: {epochs: 50}
            """);
    assertEquals(
        List.of(
            new Difference(
                "ingest.interactions", List.of("a.csv", "b.csv"), List.of("a.csv", "c.csv"))),
        Difference.between(one, other, STEPS));
    assertEquals(List.of(), Difference.between(one, one, STEPS));
  }

  @Test
  void whatIsWrittenAsTheDefaultIsNoDifference() throws IOException {
    Configuration written = load("run.yaml", "sample: {fraction: 0.10, strategy: adaptive}");
    assertEquals(List.of(), Difference.between(written, Configuration.defaults(STEPS), STEPS));
  }
}
