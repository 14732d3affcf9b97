package org.reland.cli.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same inputs give the same bytes on every machine and after every change of the code, unless
 * the step's version is raised: what an older build left in a store would otherwise pass for this
 * one's.
 */
final class GoldenDigestsTest {
  private static final String FILE = "golden-digests.txt";

  @TempDir Path folder;

  @Test
  void whoeverChangesTheBytesOfAStepRaisesItsVersion() throws Exception {
    Path yaml = Files.writeString(folder.resolve("tiny.yaml"), TinyRun.CONFIGURATION);
    Path store = folder.resolve("store");
    assertEquals(0, TinyRun.start(store, yaml, TinyRun.NEVER, List.of(), List.of()).waitFor());
    StringBuilder file = new StringBuilder();
    StoreContents.versionsAndDigests(store)
        .forEach((name, digest) -> file.append(name).append(' ').append(digest).append('\n'));
    assertEquals(
        golden(),
        file.toString(),
        () ->
            "Where only digests differ: raise the version of the first step whose bytes changed, in"
                + " the order of the pipeline. Then "
                + FILE
                + " is:\n"
                + file);
  }

  private static String golden() throws IOException {
    try (var in = GoldenDigestsTest.class.getResourceAsStream(FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
