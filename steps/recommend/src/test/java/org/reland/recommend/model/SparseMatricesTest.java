package org.reland.recommend.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reland.kit.error.BadDataException;
import org.reland.linalg.CsrMatrix;
import org.reland.linalg.Matrix;

final class SparseMatricesTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1023, 1024, 1025, 5000})
  void whatIsReadIsWhatWasAdded(int entries) {
    Random random = new Random(entries);
    int[] rows = new int[entries];
    int[] columns = new int[entries];
    float[] values = new float[entries];
    for (int e = 0; e < entries; e++) {
      rows[e] = random.nextInt(90);
      columns[e] = random.nextInt(16_000_000);
      values[e] = random.nextFloat();
    }
    CsrMatrix matrix = CsrMatrix.fromTriplets(100, 16_000_000, rows, columns, values);
    Map<String, Matrix> model = new LinkedHashMap<>();
    SparseMatrices.add("m", matrix, model);
    CsrMatrix read = SparseMatrices.read("m", model);
    assertEquals(matrix.cols(), read.cols());
    assertArrayEquals(matrix.rowPointers(), read.rowPointers());
    assertArrayEquals(matrix.columns(), read.columns());
    assertArrayEquals(matrix.values(), read.values());
    model.remove("m.columns");
    var error = assertThrows(BadDataException.class, () -> SparseMatrices.read("m", model));
    assertTrue(error.getMessage().contains("m.columns"), error.getMessage());
  }
}
