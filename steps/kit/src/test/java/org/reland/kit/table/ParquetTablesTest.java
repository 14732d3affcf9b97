package org.reland.kit.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ParquetTablesTest {
  record Everything(
      int number,
      long big,
      float single,
      double twice,
      boolean flag,
      String text,
      @Nullable String perhaps,
      @Nullable Float weight,
      List<String> words,
      float[] vector) {}

  @Test
  void rowsComeBackAsTheyWereWrittenEmptyAndMissingValuesIncluded() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    List<Everything> rows = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      float[] vector = new float[i % 7 == 0 ? 0 : 5];
      for (int d = 0; d < vector.length; d++) {
        vector[d] = random.nextFloat();
      }
      rows.add(
          new Everything(
              i,
              random.nextLong(),
              random.nextFloat(),
              random.nextDouble(),
              random.nextBoolean(),
              "é漢😀" + i,
              i % 3 == 0 ? null : "p" + i,
              i % 5 == 0 ? null : 0.5f * i,
              i % 4 == 0 ? List.of() : List.of("a" + i, "b"),
              vector));
    }
    List<Everything> back = ParquetTables.read(Everything.class, write(rows));
    assertEquals(rows.size(), back.size());
    for (int i = 0; i < rows.size(); i++) {
      Everything a = rows.get(i);
      Everything b = back.get(i);
      assertArrayEquals(a.vector(), b.vector());
      assertEquals(withoutVector(a), withoutVector(b));
    }
  }

  @Test
  void theSameRowsGiveTheSameBytes() throws IOException {
    List<Everything> rows =
        List.of(
            new Everything(1, 2, 3, 4, true, "x", null, 1f, List.of("y"), new float[] {1, 2, 3}));
    assertArrayEquals(write(rows), write(rows));
  }

  @Test
  void aNullInAColumnThatIsNotOptionalIsRefusedByName() {
    @SuppressWarnings("NullAway")
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                write(
                    List.of(
                        new Everything(
                            1, 2, 3, 4, true, nothing(), null, 1f, List.of(), new float[0]))));
    assertTrue(error.getMessage().contains("column text"), error.getMessage());
  }

  @SuppressWarnings("TypeParameterUnusedInFormals")
  private static <T> T nothing() {
    return null;
  }

  private static Everything withoutVector(Everything row) {
    return new Everything(
        row.number(),
        row.big(),
        row.single(),
        row.twice(),
        row.flag(),
        row.text(),
        row.perhaps(),
        row.weight(),
        row.words(),
        EMPTY);
  }

  private static final float[] EMPTY = {};

  private static byte[] write(List<Everything> rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var sink = ParquetTables.writer(Everything.class, out)) {
      for (Everything row : rows) {
        sink.write(row);
      }
    }
    return out.toByteArray();
  }
}
