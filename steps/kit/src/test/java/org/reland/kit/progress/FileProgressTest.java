package org.reland.kit.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileProgressTest {
  @TempDir Path folder;

  @Test
  void theFileHoldsOneLineWithThePercentThatAreDone() throws IOException {
    Path file = folder.resolve("progress");
    var progress = new FileProgress(file, Progress.silent());
    progress.advance(10, 0, "lines");
    assertFalse(Files.exists(file), "of what nobody knows the end there is nothing to say");
    progress.advance(1, 3, "epochs");
    assertEquals("33/100\n", Files.readString(file));
    progress.advance(3, 3, "epochs");
    assertEquals("100/100\n", Files.readString(file));
    progress.advance(1, 9, "users");
    assertEquals("100/100\n", Files.readString(file), "it never goes back");
  }

  @Test
  void aWorkerWithSeveralShardsIsDoneWithTheLastOne() throws IOException {
    Path file = folder.resolve("shards");
    var progress = new FileProgress(file, Progress.silent());
    progress.stage(0, 4);
    progress.advance(1, 1, "users");
    assertEquals("25/100\n", Files.readString(file));
    progress.stage(3, 4);
    progress.advance(1, 2, "users");
    assertEquals("87/100\n", Files.readString(file));
  }

  @Test
  void workGoesOnWhereTheFileCannotBeWritten() {
    var progress = new FileProgress(folder.resolve("missing/progress"), Progress.silent());
    progress.advance(1, 3, "epochs");
    progress.advance(2, 3, "epochs");
  }
}
