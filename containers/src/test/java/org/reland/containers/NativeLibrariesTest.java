package org.reland.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reland.kit.error.ConfigurationException;

final class NativeLibrariesTest {
  private static final String ARCHITECTURE = System.getProperty("os.arch");

  @TempDir Path folder;

  private Path jar(String... entries) throws IOException {
    Path jar = folder.resolve("some.jar");
    try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry));
        zip.write(entry.getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  @Test
  void thisMachinesLibraryIsUnpackedAndToldOf() throws IOException {
    String ours = "linux/%s/libzstd-jni-9.so".formatted(ARCHITECTURE);
    Path jar = jar("linux/s390x/libzstd-jni-9.so", "win/x86/libzstd-jni-9.dll", ours);
    Path lib = folder.resolve("lib");
    assertEquals(
        List.of("ZstdNativePath=/opt/reland/lib/libzstd-jni-9.so"),
        NativeLibraries.unpack(List.of(jar), lib));
    assertEquals(ours, Files.readString(lib.resolve("libzstd-jni-9.so")));
  }

  @Test
  void aLibraryThatNobodyKnowsIsRefusedRatherThanUnpackedInThePod() throws IOException {
    Path jar = jar("native/linux-gnu/%s/libnew.so".formatted(ARCHITECTURE));
    String message =
        assertThrows(
                ConfigurationException.class,
                () -> NativeLibraries.unpack(List.of(jar), folder.resolve("lib")))
            .getMessage();
    assertTrue(message.contains("libnew.so") && message.contains("some.jar"), message);
  }
}
