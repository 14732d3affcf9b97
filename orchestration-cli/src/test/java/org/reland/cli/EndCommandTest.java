package org.reland.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.cli.testing.CommandRun;

/** The end of a run is told, and never makes it a bad one. */
final class EndCommandTest {
  @TempDir private Path folder;

  @Test
  void aSecretThatIsMissingIsSaidAndTheRunStaysGood() throws IOException {
    Path run = Files.createDirectories(folder.resolve("runs/x"));
    assertEquals("", end(run).err());
    CommandRun told = end(run, "--webhook");
    assertEquals(0, told.code());
    assertTrue(told.err().contains("nobody was told"), told.toString());
    assertTrue(Files.exists(run.resolve("end.json")));
  }

  private static CommandRun end(Path run, String... more) {
    List<String> words =
        new ArrayList<>(List.of("end", "--run", run.toString(), "--status", "Succeeded"));
    words.addAll(List.of(more));
    return CommandRun.of(words.toArray(String[]::new));
  }
}
