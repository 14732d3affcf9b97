package org.reland.linalg;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums along vectors, in the order that {@link ScalarKernels} shows: 16 partial sums, added as a
 * tree of halves.
 */
final class Reductions {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int LANES = VectorKernels.LANES;
  private static final int VIRTUAL_LANES = Kernels.VIRTUAL_LANES;

  /** Rotations, which bring the upper half of what is left to the lower one. */
  private static final VectorShuffle<Float> BY_EIGHT = VectorShuffle.iota(SPECIES, 8, 1, true);

  private static final VectorShuffle<Float> BY_FOUR = VectorShuffle.iota(SPECIES, 4, 1, true);
  private static final VectorShuffle<Float> BY_TWO = VectorShuffle.iota(SPECIES, 2, 1, true);
  private static final VectorShuffle<Float> BY_ONE = VectorShuffle.iota(SPECIES, 1, 1, true);

  private Reductions() {}

  static float dot(float[] a, int aFrom, float[] b, int bFrom, int n) {
    if (n % VIRTUAL_LANES != 0) {
      return raggedDot(a, aFrom, b, bFrom, n);
    }
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (int k = 0; k < n; k += VIRTUAL_LANES) {
      int x = aFrom + k;
      int y = bFrom + k;
      s0 = product(a, x, b, y, s0);
      if (LANES <= VIRTUAL_LANES / 2) {
        s1 = product(a, x + LANES, b, y + LANES, s1);
      }
      if (LANES <= VIRTUAL_LANES / 4) {
        s2 = product(a, x + 2 * LANES, b, y + 2 * LANES, s2);
        s3 = product(a, x + 3 * LANES, b, y + 3 * LANES, s3);
      }
    }
    return treeSum(s0, s1, s2, s3);
  }

  private static FloatVector product(float[] a, int aAt, float[] b, int bAt, FloatVector sum) {
    return FloatVector.fromArray(SPECIES, a, aAt).fma(FloatVector.fromArray(SPECIES, b, bAt), sum);
  }

  /** {@link ScalarKernels#treeSum} of the vectors' lanes, one behind the other. */
  private static float treeSum(FloatVector s0, FloatVector s1, FloatVector s2, FloatVector s3) {
    FloatVector sum =
        switch (LANES) {
          case VIRTUAL_LANES -> s0;
          case VIRTUAL_LANES / 2 -> s0.add(s1);
          default -> s0.add(s2).add(s1.add(s3));
        };
    if (LANES > 8) {
      sum = sum.add(sum.rearrange(BY_EIGHT));
    }
    if (LANES > 4) {
      sum = sum.add(sum.rearrange(BY_FOUR));
    }
    sum = sum.add(sum.rearrange(BY_TWO));
    return sum.add(sum.rearrange(BY_ONE)).lane(0);
  }

  private static float raggedDot(float[] a, int aFrom, float[] b, int bFrom, int n) {
    float[] sums = new float[VIRTUAL_LANES];
    int whole = n - n % VIRTUAL_LANES;
    for (int lane = 0; lane < VIRTUAL_LANES; lane += LANES) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int k = lane; k < whole; k += VIRTUAL_LANES) {
        sum = product(a, aFrom + k, b, bFrom + k, sum);
      }
      sum.intoArray(sums, lane);
    }
    for (int k = whole; k < n; k++) {
      sums[k - whole] = Math.fma(a[aFrom + k], b[bFrom + k], sums[k - whole]);
    }
    return ScalarKernels.treeSum(sums);
  }

  static float squaredDistance(float[] a, int aFrom, float[] b, int bFrom, int n) {
    float[] sums = new float[VIRTUAL_LANES];
    int whole = n - n % VIRTUAL_LANES;
    for (int lane = 0; lane < VIRTUAL_LANES; lane += LANES) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int k = lane; k < whole; k += VIRTUAL_LANES) {
        FloatVector x = FloatVector.fromArray(SPECIES, a, aFrom + k);
        FloatVector difference = x.sub(FloatVector.fromArray(SPECIES, b, bFrom + k));
        sum = difference.fma(difference, sum);
      }
      sum.intoArray(sums, lane);
    }
    for (int k = whole; k < n; k++) {
      float difference = a[aFrom + k] - b[bFrom + k];
      sums[k - whole] = Math.fma(difference, difference, sums[k - whole]);
    }
    return ScalarKernels.treeSum(sums);
  }

  static float expAndSum(float[] x, int from, int to, float shift) {
    float[] sums = new float[VIRTUAL_LANES];
    int whole = to - (to - from) % VIRTUAL_LANES;
    for (int lane = 0; lane < VIRTUAL_LANES; lane += LANES) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int i = from + lane; i < whole; i += VIRTUAL_LANES) {
        FloatVector y = exp(FloatVector.fromArray(SPECIES, x, i).sub(shift));
        y.intoArray(x, i);
        sum = sum.add(y);
      }
      sum.intoArray(sums, lane);
    }
    for (int i = whole; i < to; i++) {
      x[i] = Exponential.of(x[i] - shift);
      sums[i - whole] += x[i];
    }
    return ScalarKernels.treeSum(sums);
  }

  /** The vector twin of {@link Exponential#of}. */
  static FloatVector exp(FloatVector x) {
    FloatVector lowest = FloatVector.broadcast(SPECIES, Exponential.LOWEST);
    FloatVector highest = FloatVector.broadcast(SPECIES, Exponential.HIGHEST);
    FloatVector bounded = x.blend(lowest, x.compare(VectorOperators.LT, lowest));
    bounded = bounded.blend(highest, bounded.compare(VectorOperators.GT, highest));
    FloatVector rounder = FloatVector.broadcast(SPECIES, Exponential.ROUNDER);
    FloatVector shifted = bounded.fma(FloatVector.broadcast(SPECIES, Exponential.LOG2_E), rounder);
    FloatVector n = shifted.sub(rounder);
    FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -Exponential.LN2_HIGH), bounded);
    r = n.fma(FloatVector.broadcast(SPECIES, -Exponential.LN2_LOW), r);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector p = FloatVector.broadcast(SPECIES, Exponential.C7);
    p = p.fma(r, FloatVector.broadcast(SPECIES, Exponential.C6));
    p = p.fma(r, FloatVector.broadcast(SPECIES, Exponential.C5));
    p = p.fma(r, FloatVector.broadcast(SPECIES, Exponential.C4));
    p = p.fma(r, FloatVector.broadcast(SPECIES, Exponential.C3));
    p = p.fma(r, FloatVector.broadcast(SPECIES, Exponential.C2));
    p = p.fma(r, one).fma(r, one);
    FloatVector half =
        shifted
            .reinterpretAsInts()
            .add(Exponential.EXPONENT)
            .lanewise(VectorOperators.LSHL, 23)
            .reinterpretAsFloats();
    return p.mul(half).mul(2f);
  }
}
