package org.reland.linalg;

/**
 * Rows that are cut into heads next to each other, and the two sums over the edges of a graph that
 * attention is made of: of rows, weighted by edge and head, and of inner products, head by head.
 * Rows have {@code count * size} floats; edges are the entries [from, to) of {@code rows}.
 *
 * @param count of heads
 * @param size of each
 */
public record Heads(int count, int size) {
  /** Floats in a row. */
  public int length() {
    return count * size;
  }

  /**
   * out[at + c] = sum over the edges e of weights[weightsFrom + (e - from) * count + head(c)] *
   * x[rows[e] * length() + c], for every column c, in the order of the edges.
   */
  public void gather(
      int[] rows,
      int from,
      int to,
      float[] weights,
      int weightsFrom,
      float[] x,
      float[] out,
      int at) {
    Lanes.kernels().gatherHeads(rows, from, to, weights, weightsFrom, this, x, out, at);
  }

  /**
   * dots[dotsFrom + (e - from) * count + h] = inner product of head h of y[at ..] and of row
   * rows[e] of x, for every edge e and head h, with the bits of {@link VectorOps#dot}.
   */
  public void dots(
      int[] rows, int from, int to, float[] y, int at, float[] x, float[] dots, int dotsFrom) {
    Lanes.kernels().headDots(rows, from, to, y, at, this, x, dots, dotsFrom);
  }
}
