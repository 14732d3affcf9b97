package org.reland.workflows.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of files, and what they stand for. */
final class FileLookupTest {
  @TempDir private Path folder;
  private Path data;
  private Path beside;
  private FileLookup.Here lookup;

  @BeforeEach
  void files() throws IOException {
    data = Files.createDirectories(folder.resolve("data"));
    beside = Files.createDirectories(folder.resolve("beside"));
    for (String name :
        List.of("log-2.csv", "log-10.csv", "log-1.csv", "log-1.csv.gz", "other.csv")) {
      Files.writeString(data.resolve(name), name);
    }
    Files.createDirectories(data.resolve("log-dir.csv"));
    Files.writeString(beside.resolve("log-9.csv"), "");
    Files.writeString(beside.resolve("day-1.csv"), "");
    Files.writeString(beside.resolve("a[1].csv"), "");
    lookup = new FileLookup.Here(List.of(data, beside));
  }

  private List<String> names(String pattern) {
    return lookup.paths(pattern, false).stream()
        .map(path -> folder.toAbsolutePath().relativize(Path.of(path)).toString())
        .toList();
  }

  @Test
  void aPatternStandsForTheFilesOfOneFolderInTheOrderOfTheirNames() {
    assertEquals(
        List.of("data/log-1.csv", "data/log-10.csv", "data/log-2.csv"), names("log-*.csv"));
    assertEquals(List.of("data/log-1.csv", "data/log-2.csv"), names("log-?.csv"));
    assertEquals(List.of("data/log-1.csv", "data/log-1.csv.gz"), names("log-1.csv*"));
  }

  @Test
  void theFolderThatComesFirstWinsAndTheNextIsLookedIntoWhereItHasNone() {
    assertEquals(List.of("beside/day-1.csv"), names("day-*.csv"));
    assertEquals(List.of("data/log-2.csv"), names("log-2.csv"));
    assertEquals(List.of("beside/log-9.csv"), names("log-9.csv"));
  }

  @Test
  void bracketsAreLettersOfANameAndNoPattern() {
    assertEquals(List.of("beside/a[1].csv"), names("a[1]*.csv"));
    assertEquals(List.of("beside/a[1].csv"), names("a[1].csv"));
    assertEquals(List.of("data/{log,day}-*.csv"), names("{log,day}-*.csv"));
  }

  @Test
  void whatIsNotThereIsNamedWhereItWasLookedForFirst() {
    assertEquals(List.of("data/none-*.csv"), names("none-*.csv"));
    assertEquals(List.of("data/none.csv"), names("none.csv"));
    assertEquals(List.of("data/no/folder/*.csv"), names("no/folder/*.csv"));
  }

  @Test
  void anAbsolutePatternStandsForItself() {
    assertEquals(List.of("data/other.csv"), names(data.toAbsolutePath() + "/oth*.csv"));
  }
}
