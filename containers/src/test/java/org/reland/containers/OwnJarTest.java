package org.reland.containers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OwnJarTest {
  @TempDir private Path folder;

  @Test
  void whatMavenNotesOfTheMachineIsGoneAndTheRestStays() throws IOException {
    Path one = folder.resolve("one/app.jar");
    Path two = folder.resolve("two/app.jar");
    OwnJar.copy(jar("a.jar", 1_700_000_000_000L, "private"), one);
    OwnJar.copy(jar("b.jar", 1_600_000_000_000L, "open"), two);
    assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(two));
    try (JarFile jar = new JarFile(one.toFile())) {
      assertEquals(
          List.of("META-INF/", "META-INF/MANIFEST.MF", "a.txt"),
          jar.stream().map(ZipEntry::getName).toList());
      assertEquals(1, jar.getManifest().getMainAttributes().size());
      assertEquals(
          "content",
          new String(
              jar.getInputStream(jar.getEntry("a.txt")).readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private Path jar(String name, long time, String comment) throws IOException {
    Path jar = folder.resolve(name);
    try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String entry : List.of("META-INF/", "META-INF/MANIFEST.MF", "a.txt")) {
        ZipEntry zip = new ZipEntry(entry);
        zip.setTime(time);
        zip.setComment(comment);
        out.putNextEntry(zip);
        if (entry.equals(JarFile.MANIFEST_NAME)) {
          String text =
              "Manifest-Version: 1.0\r\nBuild-Tool-Jdk-Spec: %s\r\n\r\n".formatted(comment);
          out.write(text.getBytes(StandardCharsets.UTF_8));
        } else if (entry.equals("a.txt")) {
          out.write("content".getBytes(StandardCharsets.UTF_8));
        }
        out.closeEntry();
      }
    }
    return jar;
  }
}
