package org.reland.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VectorOpsTest {
  @Test
  void expIsWithinTwoUnitsInTheLastPlaceOfTheLibrary() {
    for (float x = -86f; x < 88.7f; x += 0.00137f) {
      double exact = StrictMath.exp(x);
      assertEquals(exact, VectorOps.exp(x), 2 * Math.ulp((float) exact), "exp(" + x + ")");
    }
  }

  @Test
  void expKeepsItsLimits() {
    assertEquals(1f, VectorOps.exp(0));
    assertEquals(0f, VectorOps.exp(-1000));
    assertEquals(0f, VectorOps.exp(Float.NEGATIVE_INFINITY));
    assertEquals(Float.POSITIVE_INFINITY, VectorOps.exp(1000));
    assertEquals(Float.POSITIVE_INFINITY, VectorOps.exp(Float.POSITIVE_INFINITY));
    assertTrue(Float.isNaN(VectorOps.exp(Float.NaN)));
  }

  @Test
  void dotAgreesWithDoubleForEveryLength() {
    SplittableRandom random = new SplittableRandom(1);
    for (int n = 0; n < 70; n++) {
      Matrix x = Reference.gaussian(2, n, random);
      assertEquals(Reference.dot(x, 0, x, 1), VectorOps.dot(x.row(0), x.row(1)), 1e-4);
    }
  }

  @Test
  void normalizedRowsHaveNormOneAndZerosStay() {
    Matrix m = Reference.gaussian(3, 21, new SplittableRandom(2));
    m.setRow(1, new float[21]);
    VectorOps.normalizeRows(m);
    assertEquals(1, VectorOps.norm(m.row(0)), 1e-6);
    assertArrayEquals(new float[21], m.row(1));
  }

  @Test
  void axpyAdds() {
    float[] y = {1, 2};
    VectorOps.axpy(2, new float[] {3, 4}, y);
    assertArrayEquals(new float[] {7, 10}, y);
  }
}
