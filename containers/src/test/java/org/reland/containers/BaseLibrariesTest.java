package org.reland.containers;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.kit.error.ConfigurationException;

final class BaseLibrariesTest {
  @TempDir Path folder;

  private static byte[] tar(Map<String, byte[]> files) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        var entry = new TarArchiveEntry(file.getKey());
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private BaseLibraries base(String library, String content) throws IOException {
    var layer = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(layer)) {
      gzip.write(tar(Map.of(library, content.getBytes(StandardCharsets.UTF_8))));
    }
    Path archive = folder.resolve("image.tar");
    Files.write(
        archive, tar(Map.of("a.tar.gz", layer.toByteArray(), "manifest.json", new byte[2])));
    return BaseLibraries.of(archive);
  }

  private String refusal(BaseLibraries base, Path program) {
    return assertThrows(
            ConfigurationException.class,
            () -> base.check(Set.of("libc.so.6"), List.of(program), "some"))
        .getMessage();
  }

  @Test
  void aBaseThatLacksALibraryOrHasAnOldOneIsRefusedByName() throws IOException {
    Path program = Files.writeString(folder.resolve("java"), "..GLIBC_2.2.5.GLIBC_2.17..");
    assertTrue(refusal(base("lib/ld-musl-x86_64.so.1", ""), program).contains("libc.so.6"));
    String old = refusal(base("lib/libc.so.6", "GLIBC_2.4 GLIBC_2.12"), program);
    assertTrue(old.contains("2.12") && old.contains("2.17"), old);
    base("usr/lib/x86_64-linux-gnu/libc.so.6", "GLIBC_2.4 GLIBC_2.17")
        .check(Set.of("libc.so.6"), List.of(program), "some");
  }
}
