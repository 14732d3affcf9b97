package org.reland.linalg;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The vector twins of element-wise functions. */
final class Activations {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int LANES = VectorKernels.LANES;

  private Activations() {}

  /** The twin of {@link Gelu#of}. */
  static void gelu(float[] x, int from, int to) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector p = FloatVector.broadcast(SPECIES, Gelu.P);
    int i = from;
    for (; i + LANES <= to; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      FloatVector t = one.div(v.abs().fma(p, one));
      FloatVector q = FloatVector.broadcast(SPECIES, Gelu.A5);
      q = q.fma(t, FloatVector.broadcast(SPECIES, Gelu.A4));
      q = q.fma(t, FloatVector.broadcast(SPECIES, Gelu.A3));
      q = q.fma(t, FloatVector.broadcast(SPECIES, Gelu.A2));
      q = q.fma(t, FloatVector.broadcast(SPECIES, Gelu.A1));
      FloatVector tail = q.mul(t).mul(Reductions.exp(v.mul(v).mul(-0.5f)));
      FloatVector share = tail.blend(one.sub(tail), v.compare(VectorOperators.GT, 0f));
      v.mul(share).intoArray(x, i);
    }
    for (; i < to; i++) {
      x[i] = Gelu.of(x[i]);
    }
  }
}
