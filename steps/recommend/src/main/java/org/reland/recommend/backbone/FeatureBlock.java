package org.reland.recommend.backbone;

import java.util.Arrays;
import org.reland.linalg.CsrMatrix;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.VectorOps;
import org.reland.recommend.data.UserItems;

/**
 * "+ item features": every item's embedding is concatenated with its text vector, and the text part
 * is frozen. It is propagated over the graph once, without training: a user's part becomes the mean
 * of the texts in the user's history ("the own history in words"), an item's part its own text plus
 * that of the items two hops away. Both are scaled to length 1, so that their product is a cosine;
 * trained or raw text parts did worse on validation.
 *
 * @param words items x f, the scaled texts before they are propagated
 * @param users users x f, unit rows, or zeros for a user without words
 * @param items items x f, likewise
 * @param scale to which the texts were brought
 */
record FeatureBlock(Matrix words, Matrix users, Matrix items, TextScale scale) {

  /**
   * Propagates the items' texts.
   *
   * @param itemText items x f; rows of zeros where there are no words
   * @param adjacency normalised, (users + items) square
   */
  static FeatureBlock of(UserItems train, Matrix itemText, CsrMatrix adjacency, Parallel parallel) {
    TextScale scale = TextScale.of(itemText);
    Matrix texts = scale.apply(itemText);
    int users = train.users();
    int size = texts.data().length;
    int f = texts.cols();
    Matrix nodes = new Matrix(adjacency.rows(), f);
    System.arraycopy(texts.data(), 0, nodes.data(), users * f, size);
    Matrix oneHop = new Matrix(nodes.rows(), f);
    adjacency.multiply(nodes, oneHop, parallel);
    Matrix twoHops = new Matrix(nodes.rows(), f);
    adjacency.multiply(oneHop, twoHops, parallel);
    Matrix ofItems =
        Matrix.of(Arrays.copyOfRange(twoHops.data(), users * f, users * f + size), texts.rows(), f);
    VectorOps.axpy(1, texts.data(), ofItems.data());
    VectorOps.normalizeRows(ofItems);
    return new FeatureBlock(texts, meanOfHistory(train, texts, parallel), ofItems, scale);
  }

  /** The mean of the texts of what every user has, unit rows. */
  static Matrix meanOfHistory(UserItems train, Matrix texts, Parallel parallel) {
    float[] ones = new float[train.size()];
    Arrays.fill(ones, 1);
    CsrMatrix history =
        CsrMatrix.fromTriplets(train.users(), texts.rows(), train.userOf(), train.itemOf(), ones);
    Matrix means = new Matrix(train.users(), texts.cols());
    history.multiply(texts, means, parallel);
    VectorOps.normalizeRows(means);
    return means;
  }

  /**
   * By what these texts of users have to be multiplied so that their scores have the same root mean
   * square over all pairs of users and items as those of the embeddings; 0 where all are zero.
   */
  double unit(EmbeddingScoring embeddings, Matrix texts, Parallel parallel) {
    double own = new ScoringVectors(texts, items).meanSquare(parallel);
    return own == 0 ? 0 : Math.sqrt(embeddings.meanSquare(parallel) / own);
  }
}
