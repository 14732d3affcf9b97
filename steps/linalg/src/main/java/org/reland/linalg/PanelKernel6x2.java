package org.reland.linalg;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.reland.linalg.Kernels.Rows;
import org.reland.linalg.Kernels.Tile;

/**
 * {@link Kernels#product} for 16 vector registers (128 and 256 bits): 6 rows times 2 vectors stay
 * in registers over the whole depth; with the panel's two vectors and one broadcast element that is
 * 15 registers.
 */
final class PanelKernel6x2 {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int LANES = VectorKernels.LANES;
  private static final int WIDTH = 2 * LANES;
  private static final int ROWS = 6;

  private PanelKernel6x2() {}

  static void product(
      Rows a,
      int rows,
      Panels b,
      int firstPanel,
      int panels,
      int from,
      int to,
      Tile c,
      boolean add) {
    for (int i = 0; i < rows; i += ROWS) {
      int aAt = a.offset() + i * a.stride() + from;
      int cAt = c.offset() + i * c.stride();
      int last = Math.min(ROWS, rows - i) - 1;
      block(
          a.data(),
          aAt,
          a.stride(),
          last,
          from,
          to,
          b.data(),
          firstPanel * b.stride(),
          b.stride(),
          panels,
          c.data(),
          cAt,
          c.stride(),
          add);
    }
  }

  /**
   * One block of rows times the panels. Rows beyond {@code last} repeat that row: they compute and
   * store the same values once more, which is cheaper than a kernel for every height.
   */
  private static void block(
      float[] a,
      int aAt,
      int aStride,
      int last,
      int from,
      int to,
      float[] b,
      int bAt,
      int bStride,
      int panels,
      float[] c,
      int cAt,
      int cStride,
      boolean add) {
    int a0 = aAt;
    int a1 = aAt + Math.min(1, last) * aStride;
    int a2 = aAt + Math.min(2, last) * aStride;
    int a3 = aAt + Math.min(3, last) * aStride;
    int a4 = aAt + Math.min(4, last) * aStride;
    int a5 = aAt + Math.min(5, last) * aStride;
    int c1 = cAt + Math.min(1, last) * cStride;
    int c2 = cAt + Math.min(2, last) * cStride;
    int c3 = cAt + Math.min(3, last) * cStride;
    int c4 = cAt + Math.min(4, last) * cStride;
    int c5 = cAt + Math.min(5, last) * cStride;
    int depth = to - from;
    for (int p = 0; p < panels; p++) {
      int bias = bAt + p * bStride;
      int bFrom = bias + (1 + from) * WIDTH;
      int column = p * WIDTH;
      FloatVector x0 = FloatVector.fromArray(SPECIES, b, bias);
      FloatVector y0 = FloatVector.fromArray(SPECIES, b, bias + LANES);
      FloatVector x1 = x0;
      FloatVector y1 = y0;
      FloatVector x2 = x0;
      FloatVector y2 = y0;
      FloatVector x3 = x0;
      FloatVector y3 = y0;
      FloatVector x4 = x0;
      FloatVector y4 = y0;
      FloatVector x5 = x0;
      FloatVector y5 = y0;
      if (add) {
        x0 = FloatVector.fromArray(SPECIES, c, cAt + column);
        y0 = FloatVector.fromArray(SPECIES, c, cAt + column + LANES);
        x1 = FloatVector.fromArray(SPECIES, c, c1 + column);
        y1 = FloatVector.fromArray(SPECIES, c, c1 + column + LANES);
        x2 = FloatVector.fromArray(SPECIES, c, c2 + column);
        y2 = FloatVector.fromArray(SPECIES, c, c2 + column + LANES);
        x3 = FloatVector.fromArray(SPECIES, c, c3 + column);
        y3 = FloatVector.fromArray(SPECIES, c, c3 + column + LANES);
        x4 = FloatVector.fromArray(SPECIES, c, c4 + column);
        y4 = FloatVector.fromArray(SPECIES, c, c4 + column + LANES);
        x5 = FloatVector.fromArray(SPECIES, c, c5 + column);
        y5 = FloatVector.fromArray(SPECIES, c, c5 + column + LANES);
      }
      for (int k = 0; k < depth; k++) {
        FloatVector bx = FloatVector.fromArray(SPECIES, b, bFrom + k * WIDTH);
        FloatVector by = FloatVector.fromArray(SPECIES, b, bFrom + k * WIDTH + LANES);
        FloatVector v0 = FloatVector.broadcast(SPECIES, a[a0 + k]);
        x0 = v0.fma(bx, x0);
        y0 = v0.fma(by, y0);
        FloatVector v1 = FloatVector.broadcast(SPECIES, a[a1 + k]);
        x1 = v1.fma(bx, x1);
        y1 = v1.fma(by, y1);
        FloatVector v2 = FloatVector.broadcast(SPECIES, a[a2 + k]);
        x2 = v2.fma(bx, x2);
        y2 = v2.fma(by, y2);
        FloatVector v3 = FloatVector.broadcast(SPECIES, a[a3 + k]);
        x3 = v3.fma(bx, x3);
        y3 = v3.fma(by, y3);
        FloatVector v4 = FloatVector.broadcast(SPECIES, a[a4 + k]);
        x4 = v4.fma(bx, x4);
        y4 = v4.fma(by, y4);
        FloatVector v5 = FloatVector.broadcast(SPECIES, a[a5 + k]);
        x5 = v5.fma(bx, x5);
        y5 = v5.fma(by, y5);
      }
      x0.intoArray(c, cAt + column);
      y0.intoArray(c, cAt + column + LANES);
      x1.intoArray(c, c1 + column);
      y1.intoArray(c, c1 + column + LANES);
      x2.intoArray(c, c2 + column);
      y2.intoArray(c, c2 + column + LANES);
      x3.intoArray(c, c3 + column);
      y3.intoArray(c, c3 + column + LANES);
      x4.intoArray(c, c4 + column);
      y4.intoArray(c, c4 + column + LANES);
      x5.intoArray(c, c5 + column);
      y5.intoArray(c, c5 + column + LANES);
    }
  }
}
