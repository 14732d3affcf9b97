package org.reland.neural;

import org.reland.linalg.Gemm;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.VectorOps;

/**
 * InfoNCE (van den Oord et al., 2018) between two views of n things, by inner products at
 * temperature 1: every view has to find its partner among the 2n - 1 other views of the batch.
 */
public final class InfoNce {
  private InfoNce() {}

  /**
   * The mean over all views of -log softmax of the partner.
   *
   * @param views 2n x d; rows i and n + i are partners
   * @param gradient 2n x d; the gradient is added to it
   */
  public static double lossAndGradient(Matrix views, Matrix gradient, Parallel parallel) {
    int count = views.rows();
    Matrix p = new Matrix(count, count);
    Gemm.multiplyTransposed(views, views, p, parallel);
    float[] logits = p.data();
    double loss = 0;
    for (int i = 0; i < count; i++) {
      int at = i * count;
      int partner = (i + count / 2) % count;
      logits[at + i] = Float.NEGATIVE_INFINITY;
      float max = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < count; j++) {
        max = Math.max(max, logits[at + j]);
      }
      float own = logits[at + partner] - max;
      double sum = 0;
      for (int j = 0; j < count; j++) {
        logits[at + j] = VectorOps.exp(logits[at + j] - max);
        sum += logits[at + j];
      }
      logits[at + i] = 0;
      loss += StrictMath.log(sum) - own;
      float scale = (float) (1 / (sum * count));
      for (int j = 0; j < count; j++) {
        logits[at + j] *= scale;
      }
      logits[at + partner] -= 1f / count;
    }
    // A view is query in its row and candidate in its column.
    Matrix product = new Matrix(count, views.cols());
    Gemm.multiply(p, views, product, parallel);
    VectorOps.axpy(1, product.data(), gradient.data());
    Gemm.transposedMultiply(p, views, product, parallel);
    VectorOps.axpy(1, product.data(), gradient.data());
    return loss / count;
  }
}
