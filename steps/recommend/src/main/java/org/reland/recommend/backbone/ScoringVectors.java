package org.reland.recommend.backbone;

import java.util.Map;
import org.reland.kit.error.BadDataException;
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
record ScoringVectors(Matrix users, Matrix items) implements Scoring {
  private static final String USERS = "scoring.users";
  private static final String ITEMS = "scoring.items";

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
    Matrix users = model.get(USERS);
    Matrix items = model.get(ITEMS);
    if (users == null || items == null) {
      throw new BadDataException(
          "the model lacks %s or %s; it has %s: train it again"
              .formatted(USERS, ITEMS, model.keySet()));
    }
    return new DotProductRanker(users, items, parallel);
  }
}
