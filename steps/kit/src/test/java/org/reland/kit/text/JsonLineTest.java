package org.reland.kit.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reland.kit.error.BadDataException;

final class JsonLineTest {
  @TempDir Path folder;

  @Test
  void anIdMayBeATextOrANumber() {
    assertEquals("U1", JsonLine.parse("{\"user_id\": \"U1\", \"x\": [1]}", "f:1").text("user_id"));
    assertEquals("17", JsonLine.parse("{\"user_id\": 17}", "f:1").text("user_id"));
    assertEquals("9007199254740993", JsonLine.parse("{\"u\": 9007199254740993}", "f:1").text("u"));
    assertEquals("none", JsonLine.parse("{}", "f:1").text("strategy", "none"));
    assertEquals("none", JsonLine.parse("{\"strategy\": null}", "f:1").text("strategy", "none"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"user_id\": | not a JSON object (",
        "[1] | not a JSON object; each line must be one",
        "17 | not a JSON object;",
        "{\"user_id\": null} | lacks the member \"user_id\", a text or a number",
        "{\"user\": 1} | lacks the member \"user_id\"",
        "{\"user_id\": [1]} | the member \"user_id\" must be a text or a number, not [1]",
      })
  void whatIsWrongIsSaidWithThePlace(String line, String message) {
    var error =
        assertThrows(BadDataException.class, () -> JsonLine.parse(line, "f:3").text("user_id"));
    assertTrue(error.getMessage().startsWith("f:3: " + message), error.getMessage());
  }

  @Test
  void emptyLinesAreSkippedAndCounted() throws IOException {
    Path file = Files.writeString(folder.resolve("lines"), "\uFEFFa\r\n \n\nb");
    try (TextLines lines = TextLines.open(file)) {
      assertEquals("a", lines.nextFilled());
      assertEquals("b", lines.nextFilled());
      assertEquals(file + ":4", lines.place());
      assertNull(lines.nextFilled());
    }
  }

  @Test
  void anotherEncodingIsNamedWithItsLine() throws IOException {
    Path file = Files.write(folder.resolve("lines"), "a\né".getBytes(StandardCharsets.ISO_8859_1));
    try (TextLines lines = TextLines.open(file)) {
      assertEquals("a", lines.next());
      var error = assertThrows(BadDataException.class, lines::next);
      assertTrue(error.getMessage().contains(file + ":2: byte 1 is not UTF-8"));
    }
  }
}
