package org.reland.behavior.encode;

import org.reland.linalg.Matrix;
import org.reland.linalg.VectorOps;

/** Link prediction by inner products: binary cross entropy of links that are and that are not. */
final class LinkLoss {
  private LinkLoss() {}

  /**
   * Mean over the triples of log(1 + exp(-s+)) + log(1 + exp(s-)), s the inner product of the
   * user's row with the item's.
   *
   * @param rows of the nodes
   * @param gradient of the rows; the gradient is added to it
   */
  static double lossAndGradient(
      Matrix rows, int[] users, int[] positives, int[] negatives, Matrix gradient) {
    double loss = 0;
    for (int t = 0; t < users.length; t++) {
      loss += link(rows, users[t], positives[t], 1, users.length, gradient);
      loss += link(rows, users[t], negatives[t], -1, users.length, gradient);
    }
    return loss / Math.max(1, users.length);
  }

  private static double link(
      Matrix rows, int user, int item, int sign, int count, Matrix gradient) {
    int d = rows.cols();
    float[] x = rows.data();
    float[] g = gradient.data();
    double score = sign * (double) VectorOps.dot(x, user * d, x, item * d, d);
    float slope = (float) (-sign / (1 + StrictMath.exp(score)) / count);
    VectorOps.axpy(slope, x, item * d, g, user * d, d);
    VectorOps.axpy(slope, x, user * d, g, item * d, d);
    // log(1 + exp(-score)) without overflow
    return StrictMath.log1p(StrictMath.exp(-Math.abs(score))) + Math.max(0, -score);
  }
}
