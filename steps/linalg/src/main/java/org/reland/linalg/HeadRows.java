package org.reland.linalg;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The vector twins of the sums over edges that {@link ScalarKernels} shows, head by head. */
final class HeadRows {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int LANES = VectorKernels.LANES;

  private HeadRows() {}

  static void gather(
      int[] rows,
      int from,
      int to,
      float[] weights,
      int weightsFrom,
      Heads heads,
      float[] x,
      float[] out,
      int at) {
    int size = heads.size();
    int d = heads.count() * size;
    for (int h = 0; h < heads.count(); h++) {
      int column = h * size;
      int end = column + size;
      int weight = weightsFrom + h;
      for (; column + 2 * LANES <= end; column += 2 * LANES) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        int w = weight;
        for (int e = from; e < to; e++) {
          FloatVector v = FloatVector.broadcast(SPECIES, weights[w]);
          int row = rows[e] * d + column;
          s0 = v.fma(FloatVector.fromArray(SPECIES, x, row), s0);
          s1 = v.fma(FloatVector.fromArray(SPECIES, x, row + LANES), s1);
          w += heads.count();
        }
        s0.intoArray(out, at + column);
        s1.intoArray(out, at + column + LANES);
      }
      for (; column + LANES <= end; column += LANES) {
        FloatVector s = FloatVector.zero(SPECIES);
        int w = weight;
        for (int e = from; e < to; e++) {
          FloatVector v = FloatVector.broadcast(SPECIES, weights[w]);
          s = v.fma(FloatVector.fromArray(SPECIES, x, rows[e] * d + column), s);
          w += heads.count();
        }
        s.intoArray(out, at + column);
      }
      for (; column < end; column++) {
        float s = 0;
        int w = weight;
        for (int e = from; e < to; e++) {
          s = Math.fma(weights[w], x[rows[e] * d + column], s);
          w += heads.count();
        }
        out[at + column] = s;
      }
    }
  }

  static void dots(
      int[] rows,
      int from,
      int to,
      float[] y,
      int at,
      Heads heads,
      float[] x,
      float[] dots,
      int dotsFrom) {
    int size = heads.size();
    float[] sums = new float[Kernels.VIRTUAL_LANES];
    int out = dotsFrom;
    for (int e = from; e < to; e++) {
      int row = rows[e] * heads.count() * size;
      for (int h = 0; h < heads.count(); h++) {
        int a = at + h * size;
        int b = row + h * size;
        dots[out++] =
            size == Kernels.VIRTUAL_LANES
                ? sixteen(y, a, x, b, sums)
                : Reductions.dot(y, a, x, b, size);
      }
    }
  }

  /** The tree of halves over 16 products, as long as it goes in vectors. */
  private static float sixteen(float[] y, int a, float[] x, int b, float[] sums) {
    if (LANES == 16) {
      products(y, a, x, b).intoArray(sums, 0);
      return ScalarKernels.treeSum(sums);
    }
    if (LANES == 8) {
      products(y, a, x, b).add(products(y, a + 8, x, b + 8)).intoArray(sums, 0);
      return (sums[0] + sums[4] + (sums[2] + sums[6])) + (sums[1] + sums[5] + (sums[3] + sums[7]));
    }
    FloatVector low = products(y, a, x, b).add(products(y, a + 8, x, b + 8));
    FloatVector high = products(y, a + 4, x, b + 4).add(products(y, a + 12, x, b + 12));
    low.add(high).intoArray(sums, 0);
    return (sums[0] + sums[2]) + (sums[1] + sums[3]);
  }

  /** Added to 0, as the scalar form does: that decides the sign of a zero. */
  private static FloatVector products(float[] y, int a, float[] x, int b) {
    return FloatVector.fromArray(SPECIES, y, a)
        .fma(FloatVector.fromArray(SPECIES, x, b), FloatVector.zero(SPECIES));
  }
}
