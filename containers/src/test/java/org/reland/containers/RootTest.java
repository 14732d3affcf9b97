package org.reland.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RootTest {
  @TempDir Path folder;

  @Test
  void aCopyHasTheSameTimesAndModesWhateverTheUmask() throws IOException {
    Path from = folder.resolve("from");
    Path program = from.resolve("opt/java/bin/java");
    Files.createDirectories(program.getParent());
    Files.writeString(program, "");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    Path text = Files.writeString(from.resolve("opt/text"), "");
    Files.setPosixFilePermissions(text, PosixFilePermissions.fromString("rw-rw----"));
    var contents = new Contents("reland-toy", Launcher.STEP, List.of(), from, List.of());
    Path to = folder.resolve("to");
    new Root(from, contents, List.of()).copyTo(to);
    for (String folderName : List.of("opt", "opt/java", "opt/java/bin", "opt/java/bin/java")) {
      assertEquals(Root.TIME, Files.getLastModifiedTime(to.resolve(folderName)), folderName);
      assertEquals("rwxr-xr-x", mode(to.resolve(folderName)), folderName);
    }
    assertEquals("rw-r--r--", mode(to.resolve("opt/text")));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
