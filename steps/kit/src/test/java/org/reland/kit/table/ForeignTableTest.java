package org.reland.kit.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reland.kit.error.BadDataException;

/** Files that pyarrow 22 has written, the same rows under several codecs; gzip's with INT96. */
final class ForeignTableTest {
  private static final double MORNING = 1_709_281_800;
  private static final double MIDNIGHT = 1_709_251_200;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"snappy", "gzip", "zstd", "none"})
  void whatPyarrowHasWrittenIsRead(String codec) throws IOException {
    Path file = others(codec);
    try (ForeignTable table = ForeignTable.open(file)) {
      List<String> columns = table.columns();
      assertEquals(
          "[user, number, small, holes, single, flag, micros, millis, day, price, tags, nested, kind]",
          columns.toString());
      assertTrue(table.isTime(6) && table.isTime(7) && table.isTime(8) && !table.isTime(1));
      List<Object[]> rows = new ArrayList<>();
      for (Object[] row = table.next(); row != null; row = table.next()) {
        rows.add(row);
      }
      assertEquals(4, rows.size());
      assertArrayEquals(
          new Object[] {
            "u1",
            1L,
            1L,
            10.0,
            0.5,
            true,
            MORNING,
            MORNING,
            MIDNIGHT,
            12.34,
            List.of("a", "b"),
            null,
            "view"
          },
          rows.get(0));
      assertArrayEquals(
          new Object[] {
            "u2",
            2L,
            -2L,
            null,
            1.5,
            false,
            MORNING + 1e-6,
            MORNING,
            MIDNIGHT,
            12.34,
            List.of(),
            null,
            "buy"
          },
          rows.get(1));
      assertNull(rows.get(2)[0]);
      assertNull(rows.get(2)[6]);
      assertNull(rows.get(2)[10]);
      assertEquals("ü4", rows.get(3)[0]);
      assertEquals(List.of("c"), rows.get(3)[10]);
    }
  }

  @Test
  void onlyWhatIsAskedForIsRead() throws IOException {
    try (ForeignTable table = ForeignTable.open(others("snappy"))) {
      table.use(Set.of(12, 1));
      Object[] row = Objects.requireNonNull(table.next());
      assertEquals(1L, row[1]);
      assertEquals("view", row[12]);
      assertNull(row[0]);
      assertEquals(1, table.row());
    }
  }

  @Test
  void whatCannotBeReadIsNamed() throws IOException {
    try (ForeignTable table = ForeignTable.open(others("snappy"))) {
      BadDataException e = assertThrows(BadDataException.class, () -> table.use(Set.of(11)));
      assertTrue(e.getMessage().contains("column nested cannot be read"), e.getMessage());
    }
    try (ForeignTable table = ForeignTable.open(others("brotli"))) {
      BadDataException e = assertThrows(BadDataException.class, table::next);
      assertTrue(e.getMessage().contains("packed with BROTLI"), e.getMessage());
    }
    Path text = Files.writeString(folder.resolve("text.parquet"), "user,item\n1,2\n");
    BadDataException none = assertThrows(BadDataException.class, () -> ForeignTable.open(text));
    assertTrue(none.getMessage().contains("is no Parquet file"), none.getMessage());
    Path absent = folder.resolve("absent.parquet");
    assertThrows(BadDataException.class, () -> ForeignTable.open(absent));
  }

  @Test
  void aDamagedFileIsRefusedOrReadAndNothingElseHappens() throws IOException {
    byte[] good = Files.readAllBytes(others("zstd"));
    Random random = new Random(5);
    int refused = 0;
    for (int i = 0; i < 1000; i++) {
      byte[] bytes = good.clone();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Path file = Files.write(folder.resolve("damaged.parquet"), bytes);
      try (ForeignTable table = ForeignTable.open(file)) {
        for (Object[] row = table.next(); row != null; row = table.next()) {
          assertEquals(13, row.length);
        }
      } catch (BadDataException e) {
        refused++;
      }
    }
    assertTrue(refused > 100, "refused " + refused);
  }

  private Path others(String codec) throws IOException {
    Path file = folder.resolve(codec + ".parquet");
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("others-" + codec + ".parquet"))) {
      Files.copy(in, file);
    }
    return file;
  }
}
