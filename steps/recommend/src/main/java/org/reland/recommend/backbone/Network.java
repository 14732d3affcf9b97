package org.reland.recommend.backbone;

import java.util.List;
import java.util.random.RandomGenerator;
import org.reland.linalg.Matrix;
import org.reland.neural.Weight;

/**
 * What a backbone that learns from triples is: how scores follow from one table of embeddings, and
 * the way back. Everything else that it needs is in {@link PairwiseBackbone}.
 */
interface Network {
  /** One row a node: users first, then items. */
  Weight embedding();

  /** What is learned beside the embeddings. */
  List<Weight> layers();

  /**
   * The loss of a batch without regularisation; sets the gradients of all weights, that of the
   * embeddings with respect to {@code ego}.
   *
   * @param ego the embeddings, or what fusion has made of them
   * @param batch items as rows of the table
   * @param random for dropout
   */
  double lossAndGradients(Matrix ego, Triples.Batch batch, RandomGenerator random);

  /** The scores as they stand, without dropout. */
  EmbeddingScoring scoring(Matrix ego);
}
