package org.reland.linalg;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.reland.linalg.Kernels.Rows;
import org.reland.linalg.Kernels.Tile;

/**
 * {@link Kernels#product} for 32 vector registers (512 bits): 12 rows times 2 vectors stay in
 * registers over the whole depth. Written out as {@link PanelKernel6x2}, since only local variables
 * become registers.
 */
final class PanelKernel12x2 {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int LANES = VectorKernels.LANES;
  private static final int WIDTH = 2 * LANES;
  private static final int ROWS = 12;

  private PanelKernel12x2() {}

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
    int a6 = aAt + Math.min(6, last) * aStride;
    int a7 = aAt + Math.min(7, last) * aStride;
    int a8 = aAt + Math.min(8, last) * aStride;
    int a9 = aAt + Math.min(9, last) * aStride;
    int a10 = aAt + Math.min(10, last) * aStride;
    int a11 = aAt + Math.min(11, last) * aStride;
    int c1 = cAt + Math.min(1, last) * cStride;
    int c2 = cAt + Math.min(2, last) * cStride;
    int c3 = cAt + Math.min(3, last) * cStride;
    int c4 = cAt + Math.min(4, last) * cStride;
    int c5 = cAt + Math.min(5, last) * cStride;
    int c6 = cAt + Math.min(6, last) * cStride;
    int c7 = cAt + Math.min(7, last) * cStride;
    int c8 = cAt + Math.min(8, last) * cStride;
    int c9 = cAt + Math.min(9, last) * cStride;
    int c10 = cAt + Math.min(10, last) * cStride;
    int c11 = cAt + Math.min(11, last) * cStride;
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
      FloatVector x6 = x0;
      FloatVector y6 = y0;
      FloatVector x7 = x0;
      FloatVector y7 = y0;
      FloatVector x8 = x0;
      FloatVector y8 = y0;
      FloatVector x9 = x0;
      FloatVector y9 = y0;
      FloatVector x10 = x0;
      FloatVector y10 = y0;
      FloatVector x11 = x0;
      FloatVector y11 = y0;
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
        x6 = FloatVector.fromArray(SPECIES, c, c6 + column);
        y6 = FloatVector.fromArray(SPECIES, c, c6 + column + LANES);
        x7 = FloatVector.fromArray(SPECIES, c, c7 + column);
        y7 = FloatVector.fromArray(SPECIES, c, c7 + column + LANES);
        x8 = FloatVector.fromArray(SPECIES, c, c8 + column);
        y8 = FloatVector.fromArray(SPECIES, c, c8 + column + LANES);
        x9 = FloatVector.fromArray(SPECIES, c, c9 + column);
        y9 = FloatVector.fromArray(SPECIES, c, c9 + column + LANES);
        x10 = FloatVector.fromArray(SPECIES, c, c10 + column);
        y10 = FloatVector.fromArray(SPECIES, c, c10 + column + LANES);
        x11 = FloatVector.fromArray(SPECIES, c, c11 + column);
        y11 = FloatVector.fromArray(SPECIES, c, c11 + column + LANES);
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
        FloatVector v6 = FloatVector.broadcast(SPECIES, a[a6 + k]);
        x6 = v6.fma(bx, x6);
        y6 = v6.fma(by, y6);
        FloatVector v7 = FloatVector.broadcast(SPECIES, a[a7 + k]);
        x7 = v7.fma(bx, x7);
        y7 = v7.fma(by, y7);
        FloatVector v8 = FloatVector.broadcast(SPECIES, a[a8 + k]);
        x8 = v8.fma(bx, x8);
        y8 = v8.fma(by, y8);
        FloatVector v9 = FloatVector.broadcast(SPECIES, a[a9 + k]);
        x9 = v9.fma(bx, x9);
        y9 = v9.fma(by, y9);
        FloatVector v10 = FloatVector.broadcast(SPECIES, a[a10 + k]);
        x10 = v10.fma(bx, x10);
        y10 = v10.fma(by, y10);
        FloatVector v11 = FloatVector.broadcast(SPECIES, a[a11 + k]);
        x11 = v11.fma(bx, x11);
        y11 = v11.fma(by, y11);
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
      x6.intoArray(c, c6 + column);
      y6.intoArray(c, c6 + column + LANES);
      x7.intoArray(c, c7 + column);
      y7.intoArray(c, c7 + column + LANES);
      x8.intoArray(c, c8 + column);
      y8.intoArray(c, c8 + column + LANES);
      x9.intoArray(c, c9 + column);
      y9.intoArray(c, c9 + column + LANES);
      x10.intoArray(c, c10 + column);
      y10.intoArray(c, c10 + column + LANES);
      x11.intoArray(c, c11 + column);
      y11.intoArray(c, c11 + column + LANES);
    }
  }
}
