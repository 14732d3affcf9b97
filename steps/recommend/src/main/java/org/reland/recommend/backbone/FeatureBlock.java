package org.reland.recommend.backbone;

import org.reland.linalg.CsrMatrix;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.Propagation;
import org.reland.linalg.VectorOps;

/**
 * "+ item features": every item's embedding is concatenated with its text vector, every user's with
 * zeros. The text part is frozen, so that LightGCN's propagation of it is known before training; it
 * gives a user the mean of the texts of the items in the user's history, "the own history in
 * words".
 *
 * @param users users x f, unit rows or zeros
 * @param items items x f, unit rows or zeros
 */
record FeatureBlock(Matrix users, Matrix items) {

  static FeatureBlock of(
      int users, Matrix itemText, CsrMatrix adjacency, int layers, Parallel parallel) {
    int items = itemText.rows();
    int f = itemText.cols();
    Matrix ego = new Matrix(users + items, f);
    System.arraycopy(itemText.data(), 0, ego.data(), users * f, items * f);
    Matrix propagated = new Matrix(users + items, f);
    new Propagation(adjacency, layers).apply(ego, propagated, parallel);
    VectorOps.normalizeRows(propagated);
    Matrix ofUsers = new Matrix(users, f);
    Matrix ofItems = new Matrix(items, f);
    System.arraycopy(propagated.data(), 0, ofUsers.data(), 0, users * f);
    System.arraycopy(propagated.data(), users * f, ofItems.data(), 0, items * f);
    return new FeatureBlock(ofUsers, ofItems);
  }
}
