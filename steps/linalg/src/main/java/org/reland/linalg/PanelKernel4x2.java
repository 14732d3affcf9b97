package org.reland.linalg;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.reland.linalg.Kernels.Strided;
import org.reland.linalg.Kernels.Tile;

/**
 * The product of {@link Kernels#product} for 16 vector registers (128 and 256 bits): 4 rows times 2
 * vectors are kept in registers over the whole depth, which is just enough independent sums to hide
 * the latency of the multiply-add.
 */
final class PanelKernel4x2 {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int LANES = VectorKernels.LANES;
  private static final int WIDTH = 2 * LANES;

  private PanelKernel4x2() {}

  static void product(
      Strided a,
      int rows,
      Panels b,
      int firstPanel,
      int panels,
      int fromDepth,
      int toDepth,
      Tile c,
      boolean accumulate) {
    boolean fromC = accumulate || fromDepth > 0;
    int steps = toDepth - fromDepth;
    int aFrom = a.offset() + fromDepth * a.depthStride();
    for (int p = 0; p < panels; p++) {
      int bias = (firstPanel + p) * b.stride();
      int bFrom = bias + (1 + fromDepth) * WIDTH;
      int at = c.offset() + p * WIDTH;
      int i = 0;
      for (; i + 4 <= rows; i += 4) {
        int row = at + i * c.rowStride();
        float[] start = fromC ? c.data() : b.data();
        int startAt = fromC ? row : bias;
        int startStride = fromC ? c.rowStride() : 0;
        four(
            a.data(),
            aFrom + i * a.rowStride(),
            a.rowStride(),
            a.depthStride(),
            steps,
            b.data(),
            bFrom,
            start,
            startAt,
            startStride,
            c.data(),
            row,
            c.rowStride());
      }
      for (; i < rows; i++) {
        int row = at + i * c.rowStride();
        one(
            a.data(),
            aFrom + i * a.rowStride(),
            a.depthStride(),
            steps,
            b.data(),
            bFrom,
            fromC ? c.data() : b.data(),
            fromC ? row : bias,
            c.data(),
            row);
      }
    }
  }

  private static void four(
      float[] a,
      int aFrom,
      int aRow,
      int aDepth,
      int steps,
      float[] b,
      int bFrom,
      float[] start,
      int startAt,
      int startRow,
      float[] c,
      int at,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, start, startAt);
    FloatVector c01 = FloatVector.fromArray(SPECIES, start, startAt + LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, start, startAt + startRow);
    FloatVector c11 = FloatVector.fromArray(SPECIES, start, startAt + startRow + LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, start, startAt + 2 * startRow);
    FloatVector c21 = FloatVector.fromArray(SPECIES, start, startAt + 2 * startRow + LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, start, startAt + 3 * startRow);
    FloatVector c31 = FloatVector.fromArray(SPECIES, start, startAt + 3 * startRow + LANES);
    int a0 = aFrom;
    int a1 = aFrom + aRow;
    int a2 = aFrom + 2 * aRow;
    int a3 = aFrom + 3 * aRow;
    int bAt = bFrom;
    for (int k = 0; k < steps; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bAt + LANES);
      FloatVector v0 = FloatVector.broadcast(SPECIES, a[a0]);
      c00 = v0.fma(b0, c00);
      c01 = v0.fma(b1, c01);
      FloatVector v1 = FloatVector.broadcast(SPECIES, a[a1]);
      c10 = v1.fma(b0, c10);
      c11 = v1.fma(b1, c11);
      FloatVector v2 = FloatVector.broadcast(SPECIES, a[a2]);
      c20 = v2.fma(b0, c20);
      c21 = v2.fma(b1, c21);
      FloatVector v3 = FloatVector.broadcast(SPECIES, a[a3]);
      c30 = v3.fma(b0, c30);
      c31 = v3.fma(b1, c31);
      a0 += aDepth;
      a1 += aDepth;
      a2 += aDepth;
      a3 += aDepth;
      bAt += WIDTH;
    }
    c00.intoArray(c, at);
    c01.intoArray(c, at + LANES);
    c10.intoArray(c, at + cRow);
    c11.intoArray(c, at + cRow + LANES);
    c20.intoArray(c, at + 2 * cRow);
    c21.intoArray(c, at + 2 * cRow + LANES);
    c30.intoArray(c, at + 3 * cRow);
    c31.intoArray(c, at + 3 * cRow + LANES);
  }

  private static void one(
      float[] a,
      int aFrom,
      int aDepth,
      int steps,
      float[] b,
      int bFrom,
      float[] start,
      int startAt,
      float[] c,
      int at) {
    FloatVector c0 = FloatVector.fromArray(SPECIES, start, startAt);
    FloatVector c1 = FloatVector.fromArray(SPECIES, start, startAt + LANES);
    for (int k = 0; k < steps; k++) {
      FloatVector v = FloatVector.broadcast(SPECIES, a[aFrom + k * aDepth]);
      c0 = v.fma(FloatVector.fromArray(SPECIES, b, bFrom + k * WIDTH), c0);
      c1 = v.fma(FloatVector.fromArray(SPECIES, b, bFrom + k * WIDTH + LANES), c1);
    }
    c0.intoArray(c, at);
    c1.intoArray(c, at + LANES);
  }
}
