package org.reland.kit.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reland.kit.error.BadDataException;

final class TextLinesTest {
  @TempDir private Path folder;

  @Test
  void linesAreThoseOfTheLibraryWhateverTheirLengths() throws IOException {
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      StringBuilder text = new StringBuilder();
      for (int line = random.nextInt(6); line > 0; line--) {
        text.append(
            "ä".repeat(random.nextInt(5) == 0 ? random.nextInt(90_000) : random.nextInt(9)));
        text.append(random.nextBoolean() ? "\n" : "\r\n");
      }
      text.append("x".repeat(random.nextInt(3)));
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      assertEquals(text.toString().lines().toList(), read(bytes));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd", "two gzips"})
  void compressedFilesAreUnpackedAndDamagedOnesRefused(String how) throws IOException {
    byte[] text = "a\nb\n".repeat(50_000).getBytes(StandardCharsets.UTF_8);
    byte[] packed =
        switch (how) {
          case "gzip" -> gzip(text);
          case "zstd" -> Zstd.compress(text);
          default -> joined(gzip(text), gzip(text));
        };
    assertEquals(how.equals("two gzips") ? 200_000 : 100_000, read(packed).size());
    byte[] cut = Arrays.copyOf(packed, packed.length / 3);
    BadDataException e = assertThrows(BadDataException.class, () -> read(cut));
    assertTrue(e.getMessage().contains("damaged or cut off"), e.getMessage());
  }

  @Test
  void aFolderAndAMissingFileAreNamed() {
    assertThrows(BadDataException.class, () -> TextLines.open(folder.resolve("none")));
    BadDataException e =
        assertThrows(
            BadDataException.class,
            () -> {
              try (TextLines lines = TextLines.open(folder)) {
                lines.next();
              }
            });
    assertTrue(e.getMessage().contains("is a folder"), e.getMessage());
  }

  private List<String> read(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("lines"), bytes);
    List<String> all = new ArrayList<>();
    try (TextLines lines = TextLines.open(file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        all.add(line);
      }
      assertEquals(all.size(), lines.number());
    }
    return all;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] joined(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
