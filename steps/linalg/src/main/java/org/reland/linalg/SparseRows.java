package org.reland.linalg;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sparse times dense: a row's sum is kept in eight, four or one vector registers while its entries
 * pass by.
 */
final class SparseRows {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int LANES = VectorKernels.LANES;

  private SparseRows() {}

  static void multiply(CsrMatrix a, int from, int to, float[] x, float[] out, int d) {
    int[] pointers = a.rowPointers();
    int[] columns = a.columns();
    float[] values = a.values();
    for (int r = from; r < to; r++) {
      int first = pointers[r];
      int last = pointers[r + 1];
      int j = 0;
      for (; j + 8 * LANES <= d; j += 8 * LANES) {
        eight(columns, values, first, last, x, d, j, out, r * d + j);
      }
      for (; j + 4 * LANES <= d; j += 4 * LANES) {
        four(columns, values, first, last, x, d, j, out, r * d + j);
      }
      for (; j + LANES <= d; j += LANES) {
        one(columns, values, first, last, x, d, j, out, r * d + j);
      }
      for (; j < d; j++) {
        float sum = 0;
        for (int e = first; e < last; e++) {
          sum = Math.fma(values[e], x[columns[e] * d + j], sum);
        }
        out[r * d + j] = sum;
      }
    }
  }

  private static void eight(
      int[] columns,
      float[] values,
      int first,
      int last,
      float[] x,
      int d,
      int j,
      float[] out,
      int at) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector s5 = s0;
    FloatVector s6 = s0;
    FloatVector s7 = s0;
    for (int e = first; e < last; e++) {
      FloatVector v = FloatVector.broadcast(SPECIES, values[e]);
      int row = columns[e] * d + j;
      s0 = v.fma(FloatVector.fromArray(SPECIES, x, row), s0);
      s1 = v.fma(FloatVector.fromArray(SPECIES, x, row + LANES), s1);
      s2 = v.fma(FloatVector.fromArray(SPECIES, x, row + 2 * LANES), s2);
      s3 = v.fma(FloatVector.fromArray(SPECIES, x, row + 3 * LANES), s3);
      s4 = v.fma(FloatVector.fromArray(SPECIES, x, row + 4 * LANES), s4);
      s5 = v.fma(FloatVector.fromArray(SPECIES, x, row + 5 * LANES), s5);
      s6 = v.fma(FloatVector.fromArray(SPECIES, x, row + 6 * LANES), s6);
      s7 = v.fma(FloatVector.fromArray(SPECIES, x, row + 7 * LANES), s7);
    }
    s0.intoArray(out, at);
    s1.intoArray(out, at + LANES);
    s2.intoArray(out, at + 2 * LANES);
    s3.intoArray(out, at + 3 * LANES);
    s4.intoArray(out, at + 4 * LANES);
    s5.intoArray(out, at + 5 * LANES);
    s6.intoArray(out, at + 6 * LANES);
    s7.intoArray(out, at + 7 * LANES);
  }

  private static void four(
      int[] columns,
      float[] values,
      int first,
      int last,
      float[] x,
      int d,
      int j,
      float[] out,
      int at) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (int e = first; e < last; e++) {
      FloatVector v = FloatVector.broadcast(SPECIES, values[e]);
      int row = columns[e] * d + j;
      s0 = v.fma(FloatVector.fromArray(SPECIES, x, row), s0);
      s1 = v.fma(FloatVector.fromArray(SPECIES, x, row + LANES), s1);
      s2 = v.fma(FloatVector.fromArray(SPECIES, x, row + 2 * LANES), s2);
      s3 = v.fma(FloatVector.fromArray(SPECIES, x, row + 3 * LANES), s3);
    }
    s0.intoArray(out, at);
    s1.intoArray(out, at + LANES);
    s2.intoArray(out, at + 2 * LANES);
    s3.intoArray(out, at + 3 * LANES);
  }

  private static void one(
      int[] columns,
      float[] values,
      int first,
      int last,
      float[] x,
      int d,
      int j,
      float[] out,
      int at) {
    FloatVector s = FloatVector.zero(SPECIES);
    for (int e = first; e < last; e++) {
      s =
          FloatVector.broadcast(SPECIES, values[e])
              .fma(FloatVector.fromArray(SPECIES, x, columns[e] * d + j), s);
    }
    s.intoArray(out, at);
  }
}
