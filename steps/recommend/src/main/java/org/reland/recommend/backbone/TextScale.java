package org.reland.recommend.backbone;

import org.reland.linalg.Matrix;
import org.reland.linalg.VectorOps;

/**
 * Brings text vectors to a common scale: every dimension is centred and divided by the square root
 * of its standard deviation over the items, then every vector by its length. A few strong
 * directions ("this is about hair") otherwise drown the many weak ones; divided by the deviation
 * itself, the weak ones, often noise, would drown the strong. A row of zeros stays.
 */
record TextScale(float[] mean, float[] deviation) {
  /** Below this deviation a dimension of unit vectors is rounding. */
  private static final float FLAT = 1e-6f;

  /** Learned from the rows that are not zero. */
  static TextScale of(Matrix texts) {
    int f = texts.cols();
    double[] sum = new double[f];
    double[] squares = new double[f];
    int known = 0;
    for (int r = 0; r < texts.rows(); r++) {
      if (isKnown(texts, r)) {
        known++;
        for (int j = 0; j < f; j++) {
          double x = texts.get(r, j);
          sum[j] += x;
          squares[j] += x * x;
        }
      }
    }
    float[] mean = new float[f];
    float[] deviation = new float[f];
    for (int j = 0; j < f && known > 0; j++) {
      double center = sum[j] / known;
      mean[j] = (float) center;
      deviation[j] = (float) Math.sqrt(Math.max(0, squares[j] / known - center * center));
    }
    return new TextScale(mean, deviation);
  }

  /** The same deviations around another mean: for texts of another style. */
  TextScale around(Matrix texts) {
    return new TextScale(of(texts).mean, deviation);
  }

  /** A scaled copy; a dimension that does not vary becomes 0. */
  Matrix apply(Matrix texts) {
    Matrix scaled = new Matrix(texts.rows(), texts.cols());
    for (int r = 0; r < texts.rows(); r++) {
      if (!isKnown(texts, r)) {
        continue;
      }
      for (int j = 0; j < texts.cols(); j++) {
        if (deviation[j] > FLAT) {
          scaled.set(r, j, (texts.get(r, j) - mean[j]) / scaleOf(j));
        }
      }
    }
    VectorOps.normalizeRows(scaled);
    return scaled;
  }

  private float scaleOf(int dimension) {
    return (float) Math.sqrt(deviation[dimension]);
  }

  private static boolean isKnown(Matrix texts, int row) {
    return VectorOps.norm(texts.data(), row * texts.cols(), texts.cols()) > 0;
  }
}
