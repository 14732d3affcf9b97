package org.reland.kit.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExitCodeTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private int code(Throwable failure) {
    return ExitCode.of(failure, new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  private boolean hasTrace() {
    return printed.toString(StandardCharsets.UTF_8).contains("\tat ");
  }

  @Test
  void aFullDiskIsTemporaryAndHasNoTrace() {
    Path full = Path.of("/dev/full"); // writing to it fails as a full disk does
    Assumptions.assumeTrue(Files.exists(full), "no /dev/full on this system");
    IOException failure = null;
    try (FileOutputStream out = new FileOutputStream(full.toFile())) {
      out.write(1);
    } catch (IOException e) {
      failure = e;
    }
    assertEquals(75, code(new UncheckedIOException(failure)));
    assertFalse(hasTrace());
  }

  @Test
  void aFolderThatMayNotBeUsedIsAMatterOfConfiguration() {
    assertEquals(78, code(new AccessDeniedException("/data/store")));
    assertTrue(printed.toString(StandardCharsets.UTF_8).contains("/data/store"));
    assertFalse(hasTrace());
  }

  @Test
  void aUsersMistakeKeepsItsOwnCodeAndADefectKeepsItsTrace() {
    assertEquals(65, code(new BadDataException("line 3")));
    assertFalse(hasTrace());
    assertEquals(70, code(new IllegalStateException("never")));
    assertTrue(hasTrace());
    assertEquals(70, code(new IOException("something else")));
  }

  @Test
  void theReasonIsLeftWhereKubernetesLooksForItOnOneShortLine() throws IOException {
    Path file = Files.writeString(folder.resolve("termination-log"), "of before, and much longer");
    System.setProperty(TerminationMessage.PROPERTY, file.toString());
    try {
      code(new BadDataException("line 3:\n  no number"));
      assertEquals("line 3: no number", Files.readString(file));
      code(new IllegalStateException("never"));
      assertEquals(
          "a defect, see the log: java.lang.IllegalStateException: never", Files.readString(file));
      code(new BadDataException("\u00e4".repeat(1000)));
      assertEquals(TerminationMessage.LONGEST, Files.readString(file).length());
      Files.delete(file);
      assertEquals(65, code(new BadDataException("line 3")));
      assertFalse(Files.exists(file));
    } finally {
      System.clearProperty(TerminationMessage.PROPERTY);
    }
  }
}
