package org.reland.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsrMatrixTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8, 16, 37, 64, 100, 131})
  void timesDenseAgreesWithTheDenseProduct(int d) {
    SplittableRandom random = new SplittableRandom(d);
    CsrMatrix a = Reference.sparse(600, 90, 2000, random);
    Matrix x = Reference.gaussian(90, d, random);
    Matrix out = new Matrix(600, d);
    try (Parallel two = Parallel.of(2)) {
      a.multiply(x, out, two);
    }
    double[][] expected = Reference.product(Reference.dense(a), x);
    for (int i = 0; i < 600; i++) {
      for (int j = 0; j < d; j++) {
        assertEquals(expected[i][j], out.get(i, j), 1e-4);
      }
    }
  }

  @Test
  void tripletsMayComeInAnyOrderAndDuplicatesAreSummed() {
    CsrMatrix a =
        CsrMatrix.fromTriplets(
            3,
            4,
            new int[] {2, 0, 2, 0, 2},
            new int[] {1, 3, 0, 0, 1},
            new float[] {1, 2, 3, 4, 5});
    assertArrayEquals(new int[] {0, 2, 2, 4}, a.rowPointers());
    assertArrayEquals(new int[] {0, 3, 0, 1}, a.columns());
    assertArrayEquals(new float[] {4, 2, 3, 6}, a.values());
  }

  @Test
  void theTransposeOfTheTransposeIsTheMatrix() {
    CsrMatrix a = Reference.sparse(50, 40, 300, new SplittableRandom(1));
    CsrMatrix b = a.transpose().transpose();
    assertArrayEquals(a.columns(), b.columns());
    assertArrayEquals(a.values(), b.values());
    assertArrayEquals(
        Reference.transpose(Reference.dense(a)).data(), Reference.dense(a.transpose()).data());
  }

  @Test
  void anEntryOutsideTheMatrixIsNamed() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> CsrMatrix.fromTriplets(2, 2, new int[] {0}, new int[] {2}, new float[] {1}));
    assertTrue(e.getMessage().contains("column 2, allowed 0 .. 1"), e.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> CsrMatrix.of(1, 3, new int[] {0, 2}, new int[] {1, 1}, new float[] {1, 1}));
  }
}
