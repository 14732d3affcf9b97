package org.reland.recommend.backbone;

import java.util.Arrays;
import java.util.Map;
import org.reland.kit.error.BadDataException;
import org.reland.linalg.Gemm;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.recommend.ranking.DotProductRanker;
import org.reland.recommend.ranking.Ranker;

/**
 * The final vectors of a backbone whose score is an inner product. They are written into the model
 * beside the parameters that they follow from, so that a reader needs neither graph nor texts.
 *
 * @param users users x d
 * @param items items x d
 */
record ScoringVectors(Matrix users, Matrix items) implements EmbeddingScoring {
  private static final String USERS = "scoring.users";
  private static final String ITEMS = "scoring.items";

  /** Of one table, users' rows first. */
  static ScoringVectors ofNodes(Matrix nodes, int users) {
    return new ScoringVectors(part(nodes, 0, users), part(nodes, users, nodes.rows()));
  }

  private static Matrix part(Matrix nodes, int from, int to) {
    int d = nodes.cols();
    return Matrix.of(Arrays.copyOfRange(nodes.data(), from * d, to * d), to - from, d);
  }

  /** Over all pairs, from the two Gram matrices. */
  @Override
  public double meanSquare(Parallel parallel) {
    int d = users.cols();
    Matrix gramOfUsers = new Matrix(d, d);
    Matrix gramOfItems = new Matrix(d, d);
    Gemm.transposedMultiply(users, users, gramOfUsers, parallel);
    Gemm.transposedMultiply(items, items, gramOfItems, parallel);
    double sum = 0;
    for (int i = 0; i < d * d; i++) {
      sum += (double) gramOfUsers.data()[i] * gramOfItems.data()[i];
    }
    return Math.max(0, sum) / users.rows() / items.rows();
  }

  /** One inner product adds up both scores. */
  @Override
  public ScoringVectors beside(Matrix ofUsers, Matrix ofItems) {
    return new ScoringVectors(join(users, ofUsers), join(items, ofItems));
  }

  private static Matrix join(Matrix left, Matrix right) {
    Matrix both = new Matrix(left.rows(), left.cols() + right.cols());
    for (int r = 0; r < both.rows(); r++) {
      left.copyRow(r, both.data(), r * both.cols());
      right.copyRow(r, both.data(), r * both.cols() + left.cols());
    }
    return both;
  }

  @Override
  public Ranker ranker(Parallel parallel) {
    return new DotProductRanker(users, items, parallel);
  }

  @Override
  public void addTo(Map<String, Matrix> model) {
    model.put(USERS, users);
    model.put(ITEMS, items);
  }

  static Ranker ranker(Map<String, Matrix> model, Parallel parallel) {
    return of(model).ranker(parallel);
  }

  /** From a model artifact. */
  static ScoringVectors of(Map<String, Matrix> model) {
    Matrix users = model.get(USERS);
    Matrix items = model.get(ITEMS);
    if (users == null || items == null) {
      throw new BadDataException(
          "the model lacks %s or %s; it has %s: train it again"
              .formatted(USERS, ITEMS, model.keySet()));
    }
    return new ScoringVectors(users, items);
  }
}
