package org.reland.linalg;

/**
 * The kernels as plain loops: what the results mean, and the twin that the vector form is compared
 * with.
 */
final class ScalarKernels implements Kernels {
  @Override
  public int panelWidth() {
    return 16;
  }

  @Override
  public float dot(float[] a, int aFrom, float[] b, int bFrom, int n) {
    float[] sums = new float[VIRTUAL_LANES];
    for (int k = 0; k < n; k++) {
      int lane = k % VIRTUAL_LANES;
      sums[lane] = Math.fma(a[aFrom + k], b[bFrom + k], sums[lane]);
    }
    return treeSum(sums);
  }

  @Override
  public float squaredDistance(float[] a, int aFrom, float[] b, int bFrom, int n) {
    float[] sums = new float[VIRTUAL_LANES];
    for (int k = 0; k < n; k++) {
      int lane = k % VIRTUAL_LANES;
      float difference = a[aFrom + k] - b[bFrom + k];
      sums[lane] = Math.fma(difference, difference, sums[lane]);
    }
    return treeSum(sums);
  }

  /** Adds the upper half to the lower half until one sum is left; the array is used up. */
  static float treeSum(float[] sums) {
    for (int half = VIRTUAL_LANES / 2; half > 0; half /= 2) {
      for (int lane = 0; lane < half; lane++) {
        sums[lane] += sums[lane + half];
      }
    }
    return sums[0];
  }

  @Override
  public void axpy(float alpha, float[] x, int xFrom, float[] y, int yFrom, int n) {
    for (int i = 0; i < n; i++) {
      y[yFrom + i] = Math.fma(alpha, x[xFrom + i], y[yFrom + i]);
    }
  }

  @Override
  public void addDifference(
      float alpha, float[] x, int plus, int minus, float[] y, int yFrom, int n) {
    for (int i = 0; i < n; i++) {
      y[yFrom + i] = Math.fma(alpha, x[plus + i] - x[minus + i], y[yFrom + i]);
    }
  }

  @Override
  public float max(float[] x, int from, int to) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      max = x[i] > max ? x[i] : max;
    }
    return max;
  }

  @Override
  public float expAndSum(float[] x, int from, int to, float shift) {
    float[] sums = new float[VIRTUAL_LANES];
    for (int i = from; i < to; i++) {
      x[i] = Exponential.of(x[i] - shift);
      sums[(i - from) % VIRTUAL_LANES] += x[i];
    }
    return treeSum(sums);
  }

  @Override
  public void gelu(float[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = Gelu.of(x[i]);
    }
  }

  @Override
  public int firstAbove(float[] x, int from, int to, float threshold) {
    int i = from;
    while (i < to && !(x[i] > threshold)) {
      i++;
    }
    return i;
  }

  @Override
  public void sparseRows(CsrMatrix a, int from, int to, float[] x, float[] out, int d) {
    for (int r = from; r < to; r++) {
      for (int j = 0; j < d; j++) {
        float sum = 0;
        for (int e = a.rowPointers()[r]; e < a.rowPointers()[r + 1]; e++) {
          sum = Math.fma(a.values()[e], x[a.columns()[e] * d + j], sum);
        }
        out[r * d + j] = sum;
      }
    }
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
    for (int c = 0; c < heads.length(); c++) {
      int head = c / heads.size();
      float sum = 0;
      for (int e = from; e < to; e++) {
        float weight = weights[weightsFrom + (e - from) * heads.count() + head];
        sum = Math.fma(weight, x[rows[e] * heads.length() + c], sum);
      }
      out[at + c] = sum;
    }
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
    int size = heads.size();
    for (int e = from; e < to; e++) {
      for (int h = 0; h < heads.count(); h++) {
        int row = rows[e] * heads.length() + h * size;
        dots[dotsFrom + (e - from) * heads.count() + h] = dot(y, at + h * size, x, row, size);
      }
    }
  }

  @Override
  public void packPanel(float[] from, int at, int stride, int rows, float[] panel, int panelAt) {
    for (int k = 0; k < rows; k++) {
      System.arraycopy(from, at + k * stride, panel, panelAt + k * panelWidth(), panelWidth());
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
    int width = b.width();
    for (int p = 0; p < panels; p++) {
      int bias = (firstPanel + p) * b.stride();
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < width; j++) {
          int at = c.offset() + i * c.stride() + p * width + j;
          float sum = add ? c.data()[at] : b.data()[bias + j];
          for (int k = from; k < to; k++) {
            float aik = a.data()[a.offset() + i * a.stride() + k];
            sum = Math.fma(aik, b.data()[bias + (k + 1) * width + j], sum);
          }
          c.data()[at] = sum;
        }
      }
    }
  }
}
