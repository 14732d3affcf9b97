package org.reland.containers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Our jars without what Maven notes of the machine in them, which are the rights of new folders and
 * the JDKs that it ran on: entries, their order and content stay, save the manifest's, which
 * nothing of ours reads.
 */
final class OwnJar {
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

  private OwnJar() {}

  static boolean is(Path jar) {
    return jar.getFileName().toString().startsWith("reland-");
  }

  static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (var in = new ZipInputStream(Files.newInputStream(from));
        var out = new ZipOutputStream(Files.newOutputStream(to))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        ZipEntry plain = new ZipEntry(entry.getName());
        plain.setTimeLocal(TIME); // as it is in every time zone
        out.putNextEntry(plain);
        if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
          out.write("Manifest-Version: 1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } else {
          in.transferTo(out);
        }
        out.closeEntry();
      }
    }
  }
}
