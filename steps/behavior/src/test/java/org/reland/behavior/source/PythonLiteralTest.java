package org.reland.behavior.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reland.kit.store.Json;

final class PythonLiteralTest {
  /** Each line is what Python's repr or ascii wrote of a dictionary, and its json.dumps. */
  @Test
  void whatPythonPrintsMeansTheSameAsItsJson() throws IOException {
    int lines = 0;
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(getClass().getResourceAsStream("python-literals.txt")),
                StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] both = line.split("\t", 2);
        assertEquals(
            Json.mapper().readTree(both[1]).toString(),
            PythonLiteral.dictionary(both[0]).toString(),
            both[0]);
        lines++;
      }
    }
    assertEquals(200, lines);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a': 1} x | the end of the line is expected at character 10",
        "{'a': 1 | , is expected at character 8",
        "{'a': 'b | the end of the text, ' is expected at character 9",
        "{'a' 1} | : is expected at character 6",
        "{'a': open('f')} | a value is expected at character 7",
        "{'a': '\\x4'} | 2 hexadecimal digits is expected",
        "[1] | { is expected at character 1",
      })
  void saysAtWhichCharacterItIsNone(String text, String message) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> PythonLiteral.dictionary(text));
    assertTrue(String.valueOf(e.getMessage()).contains(message), e.getMessage());
  }

  @Test
  void whateverIsInALineItIsReadOrRefused() {
    String good =
        "{'asin': 'A\\'1', u'price': 9.95, 'categories': [['Beauty', \"Men's\"]], 'x': (None, True)}";
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(good);
      for (int change = random.nextInt(1, 4); change > 0 && !text.isEmpty(); change--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.insert(at, "{}[]()'\",:\\ux1-.".charAt(random.nextInt(16)));
          default -> text.setLength(at + 1);
        }
      }
      try {
        PythonLiteral.dictionary(text.toString());
      } catch (IllegalArgumentException e) {
        assertTrue(String.valueOf(e.getMessage()).contains("is expected at character"));
      }
    }
  }

  @Test
  void depthIsBounded() {
    String deep = "{'a': " + "[".repeat(100_000);
    assertThrows(IllegalArgumentException.class, () -> PythonLiteral.dictionary(deep));
  }
}
