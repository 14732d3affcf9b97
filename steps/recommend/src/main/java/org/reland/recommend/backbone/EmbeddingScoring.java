package org.reland.recommend.backbone;

import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;

/** A scoring to which texts can add. */
interface EmbeddingScoring extends Scoring {
  /**
   * Mean of the squared score over pairs of users and items: the unit in which texts are weighed.
   */
  double meanSquare(Parallel parallel);

  /**
   * With the inner product of these added to the score.
   *
   * @param ofUsers users x f
   * @param ofItems items x f
   */
  EmbeddingScoring beside(Matrix ofUsers, Matrix ofItems);
}
