package org.reland.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GemmTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void theThreeProductsAgreeWithBruteForceInDouble(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int m = random.nextInt(1, 150);
    int k = seed == 1 ? 700 : random.nextInt(1, 90);
    int n = random.nextInt(1, 300);
    Matrix a = Reference.gaussian(m, k, random);
    Matrix b = Reference.gaussian(k, n, random);
    double[][] expected = Reference.product(a, b);
    try (Parallel two = Parallel.of(2)) {
      Matrix c = new Matrix(m, n);
      Gemm.multiply(a, b, c, two);
      assertClose(expected, c, k);
      Gemm.multiplyTransposed(a, Reference.transpose(b), c, two);
      assertClose(expected, c, k);
      Gemm.transposedMultiply(Reference.transpose(a), b, c, two);
      assertClose(expected, c, k);
    }
  }

  @Test
  void aFactorThatIsLaidOutOnceGivesTheSameBytes() {
    SplittableRandom random = new SplittableRandom(3);
    Matrix a = Reference.gaussian(37, 70, random);
    Matrix b = Reference.gaussian(70, 45, random);
    Matrix expected = new Matrix(37, 45);
    Gemm.multiply(a, b, expected, Parallel.serial());
    Matrix c = new Matrix(37, 45);
    Factor.of(b, Parallel.serial()).multiply(a, c, Parallel.serial());
    assertArrayEquals(expected.data(), c.data());
    Factor.ofTransposed(Reference.transpose(b), Parallel.serial())
        .multiply(a, c, Parallel.serial());
    assertArrayEquals(expected.data(), c.data());
  }

  @Test
  void aProductOverNoDepthIsZero() {
    Matrix c = Matrix.of(new float[] {1, 2, 3, 4}, 2, 2);
    Gemm.multiply(new Matrix(2, 0), new Matrix(0, 2), c, Parallel.serial());
    assertEquals(0, c.get(1, 1));
  }

  @Test
  void shapesThatDoNotFitAreNamed() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Gemm.multiply(
                    new Matrix(2, 3), new Matrix(4, 5), new Matrix(2, 5), Parallel.serial()));
    assertEquals("B must be 3 x 5, is 4 x 5", e.getMessage());
  }

  private static void assertClose(double[][] expected, Matrix actual, int depth) {
    for (int i = 0; i < actual.rows(); i++) {
      for (int j = 0; j < actual.cols(); j++) {
        assertEquals(expected[i][j], actual.get(i, j), 1e-6 * (depth + 10), i + "," + j);
      }
    }
  }
}
