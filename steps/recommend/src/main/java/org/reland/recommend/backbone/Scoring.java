package org.reland.recommend.backbone;

import java.util.Map;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.recommend.ranking.Ranker;

/** All that is needed to score every item for every user: what is left of a trained backbone. */
interface Scoring {
  Ranker ranker(Parallel parallel);

  /** Puts it into a model, so that a reader needs neither training data nor texts. */
  void addTo(Map<String, Matrix> model);
}
