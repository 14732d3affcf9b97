package org.reland.behavior.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.BadRowException;
import org.reland.kit.error.UserError;

final class DelimitedRowsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void theSeparatorIsFoundOut(String separator) throws IOException {
    assertEquals(
        List.of(List.of("user", "item"), List.of("1", "a b"), List.of("2", "")),
        read("user,item\n1, a b\n2,\n".replace(",", separator), "", List.of()));
  }

  @Test
  void quotedFieldsHoldSeparatorsQuotesAndLines() throws IOException {
    assertEquals(
        List.of(List.of("u", "t"), List.of("1", "a, \"b\"\nc"), List.of("2", "d")),
        read("\uFEFFu,t\r\n1,\"a, \"\"b\"\"\r\nc\"\r\n\r\n2,d", "", List.of()));
  }

  @Test
  void aFileWithoutAHeaderIsGivenOne() throws IOException {
    assertEquals(
        List.of(List.of("u", "i"), List.of("1", "x")), read("1::x\n", "::", List.of("u", "i")));
  }

  @Test
  void aRowOfAnotherWidthIsNamedAndTheNextOnesAreRead() throws IOException {
    try (Rows rows = open("u,i\n1,x\n2\n3,y,z\n4,\"q\nr\"\n5,v\n", "", List.of())) {
      assertTrue(rows.next());
      BadRowException few = assertThrows(BadRowException.class, rows::next);
      assertTrue(few.getMessage().contains("a.csv:3: 1 fields between ',' where there are 2"));
      BadRowException many = assertThrows(BadRowException.class, rows::next);
      assertTrue(many.getMessage().contains("a.csv:4: 3 fields"), many.getMessage());
      assertTrue(rows.next());
      assertEquals(folder.resolve("a.csv") + ":5", rows.place());
      assertTrue(rows.next());
      assertEquals(folder.resolve("a.csv") + ":7", rows.place());
      assertEquals("v", rows.text(1));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "|the file is empty",
        "u,u\n1,2|a.csv:1: the first line has to name the columns, each once; 'u' is there twice",
        "u,\n1,2|'' is empty",
        "u,i\n1,\"x\n2,y\n|Unclosed quoted field at end of input (record starting at line 2)",
        "u,i\n1,\"x\"y\n2,z\n|Unexpected character after closing quote: 'y' (0x79) (record starting at line 2)",
      })
  void whatCannotBeMeantIsRefused(String textAndMessage) {
    String[] both = textAndMessage.split("\\|", 2);
    UserError e =
        assertThrows(BadDataException.class, () -> read(both[0], ",", List.of()), both[0]);
    assertTrue(e.getMessage().contains(both[1]), e.getMessage());
  }

  @Test
  void theEncodingIsTheOneThatIsSaid() throws IOException {
    Path file = folder.resolve("a.csv");
    Files.write(file, "u,i\n1,Müller\n".getBytes(StandardCharsets.ISO_8859_1));
    try (Rows rows = DelimitedRows.open(file, Charset.forName("windows-1252"), "", List.of())) {
      assertTrue(rows.next());
      assertEquals("Müller", rows.text(1));
    }
    BadDataException e =
        assertThrows(
            BadDataException.class,
            () -> {
              try (Rows rows = DelimitedRows.open(file, StandardCharsets.UTF_8, "", List.of())) {
                rows.next();
              }
            });
    assertTrue(e.getMessage().contains("a.csv:2: byte 4 is not UTF-8"), e.getMessage());
  }

  private List<List<String>> read(String text, String separator, List<String> columns)
      throws IOException {
    try (Rows rows = open(text, separator, columns)) {
      List<List<String>> all = new ArrayList<>();
      all.add(rows.columns());
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 0; column < rows.columns().size(); column++) {
          row.add(rows.text(column));
        }
        all.add(row);
      }
      return all;
    }
  }

  private Rows open(String text, String separator, List<String> columns) throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), text);
    return DelimitedRows.open(file, StandardCharsets.UTF_8, separator, columns);
  }
}
