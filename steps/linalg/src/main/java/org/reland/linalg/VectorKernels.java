package org.reland.linalg;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels on vectors of 128, 256 or 512 bits. Vectors lie along the outputs, never along a sum,
 * so that the width does not show in the result; where a sum must run along the vector it keeps the
 * virtual lanes of {@link Kernels}.
 */
final class VectorKernels implements Kernels {
  static final VectorSpecies<Float> SPECIES = species();

  /** A constant to the compiler, which drops the branches of the other widths. */
  static final int LANES = SPECIES.length();

  private static VectorSpecies<Float> species() {
    return switch (Integer.getInteger(Lanes.PROPERTY, 0)) {
      case 4 -> FloatVector.SPECIES_128;
      case 8 -> FloatVector.SPECIES_256;
      case 16 -> FloatVector.SPECIES_512;
      default ->
          switch (FloatVector.SPECIES_PREFERRED.length()) {
            case 4 -> FloatVector.SPECIES_128;
            case 8 -> FloatVector.SPECIES_256;
            default -> FloatVector.SPECIES_512;
          };
    };
  }

  static int lanes() {
    return LANES;
  }

  /** False where the machine's vectors are shorter than four floats. */
  static boolean worthwhile() {
    return FloatVector.SPECIES_PREFERRED.length() >= 4;
  }

  @Override
  public int panelWidth() {
    return 2 * LANES;
  }

  @Override
  public float dot(float[] a, int aFrom, float[] b, int bFrom, int n) {
    return Reductions.dot(a, aFrom, b, bFrom, n);
  }

  @Override
  public float squaredDistance(float[] a, int aFrom, float[] b, int bFrom, int n) {
    return Reductions.squaredDistance(a, aFrom, b, bFrom, n);
  }

  /** Rows of an embedding are too short for the loops that the compiler makes of this. */
  @Override
  public void axpy(float alpha, float[] x, int xFrom, float[] y, int yFrom, int n) {
    FloatVector factor = FloatVector.broadcast(SPECIES, alpha);
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      factor
          .fma(
              FloatVector.fromArray(SPECIES, x, xFrom + i),
              FloatVector.fromArray(SPECIES, y, yFrom + i))
          .intoArray(y, yFrom + i);
    }
    for (; i < n; i++) {
      y[yFrom + i] = Math.fma(alpha, x[xFrom + i], y[yFrom + i]);
    }
  }

  @Override
  public void addDifference(
      float alpha, float[] x, int plus, int minus, float[] y, int yFrom, int n) {
    FloatVector factor = FloatVector.broadcast(SPECIES, alpha);
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      FloatVector difference =
          FloatVector.fromArray(SPECIES, x, plus + i)
              .sub(FloatVector.fromArray(SPECIES, x, minus + i));
      factor.fma(difference, FloatVector.fromArray(SPECIES, y, yFrom + i)).intoArray(y, yFrom + i);
    }
    for (; i < n; i++) {
      y[yFrom + i] = Math.fma(alpha, x[plus + i] - x[minus + i], y[yFrom + i]);
    }
  }

  @Override
  public float max(float[] x, int from, int to) {
    FloatVector max = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    int i = from;
    for (; i + LANES <= to; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      max = max.blend(v, v.compare(VectorOperators.GT, max));
    }
    float result = Float.NEGATIVE_INFINITY;
    for (int lane = 0; lane < LANES; lane++) {
      result = Math.max(result, max.lane(lane));
    }
    for (; i < to; i++) {
      result = x[i] > result ? x[i] : result;
    }
    return result;
  }

  @Override
  public float expAndSum(float[] x, int from, int to, float shift) {
    return Reductions.expAndSum(x, from, to, shift);
  }

  @Override
  public void gelu(float[] x, int from, int to) {
    Activations.gelu(x, from, to);
  }

  @Override
  public int firstAbove(float[] x, int from, int to, float threshold) {
    FloatVector limit = FloatVector.broadcast(SPECIES, threshold);
    int i = from;
    // Hardly any score beats the threshold, so four vectors share one branch.
    while (i + 4 * LANES <= to
        && !above(x, i, limit)
            .or(above(x, i + LANES, limit))
            .or(above(x, i + 2 * LANES, limit))
            .or(above(x, i + 3 * LANES, limit))
            .anyTrue()) {
      i += 4 * LANES;
    }
    while (i < to && !(x[i] > threshold)) {
      i++;
    }
    return i;
  }

  private static VectorMask<Float> above(float[] x, int at, FloatVector limit) {
    return FloatVector.fromArray(SPECIES, x, at).compare(VectorOperators.GT, limit);
  }

  @Override
  public void sparseRows(CsrMatrix a, int from, int to, float[] x, float[] out, int d) {
    SparseRows.multiply(a, from, to, x, out, d);
  }

  @Override
  public void gatherHeads(
      int[] rows,
      int from,
      int to,
      float[] weights,
      int weightsFrom,
      Heads heads,
      float[] x,
      float[] out,
      int at) {
    HeadRows.gather(rows, from, to, weights, weightsFrom, heads, x, out, at);
  }

  @Override
  public void headDots(
      int[] rows,
      int from,
      int to,
      float[] y,
      int at,
      Heads heads,
      float[] x,
      float[] dots,
      int dotsFrom) {
    HeadRows.dots(rows, from, to, y, at, heads, x, dots, dotsFrom);
  }

  @Override
  public void packPanel(float[] from, int at, int stride, int rows, float[] panel, int panelAt) {
    for (int k = 0; k < rows; k++) {
      int source = at + k * stride;
      int target = panelAt + k * 2 * LANES;
      FloatVector.fromArray(SPECIES, from, source).intoArray(panel, target);
      FloatVector.fromArray(SPECIES, from, source + LANES).intoArray(panel, target + LANES);
    }
  }

  @Override
  public void product(
      Rows a,
      int rows,
      Panels b,
      int firstPanel,
      int panels,
      int from,
      int to,
      Tile c,
      boolean add) {
    if (LANES == 16) {
      PanelKernel12x2.product(a, rows, b, firstPanel, panels, from, to, c, add);
    } else {
      PanelKernel6x2.product(a, rows, b, firstPanel, panels, from, to, c, add);
    }
  }
}
