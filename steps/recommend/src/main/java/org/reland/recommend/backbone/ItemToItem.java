package org.reland.recommend.backbone;

import java.util.Arrays;
import java.util.Map;
import org.reland.linalg.CsrMatrix;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.recommend.data.UserItems;
import org.reland.recommend.model.SparseMatrices;
import org.reland.recommend.ranking.Ranker;
import org.reland.recommend.ranking.ScoreRanker;

/**
 * The score of an item is the sum of its weights to the items of the user's history.
 *
 * @param history users x items, 1 for what the user has in train
 * @param weights items x items; the row is the item of the history
 */
record ItemToItem(CsrMatrix history, CsrMatrix weights) implements Scoring {
  private static final String HISTORY = "history";
  private static final String WEIGHTS = "weights";

  /** Of training data and the weights by the item that is scored. */
  static ItemToItem of(UserItems train, CsrMatrix weightsOfScored) {
    float[] ones = new float[train.size()];
    Arrays.fill(ones, 1);
    return new ItemToItem(
        CsrMatrix.fromTriplets(
            train.users(), weightsOfScored.cols(), train.userOf(), train.itemOf(), ones),
        weightsOfScored.transpose());
  }

  @Override
  public Ranker ranker(Parallel parallel) {
    return new ScoreRanker(weights.cols(), this::scores, parallel);
  }

  private void scores(int user, float[] into) {
    Arrays.fill(into, 0);
    int[] columns = weights.columns();
    float[] values = weights.values();
    for (int h = history.rowPointers()[user]; h < history.rowPointers()[user + 1]; h++) {
      int item = history.columns()[h];
      for (int e = weights.rowPointers()[item]; e < weights.rowPointers()[item + 1]; e++) {
        into[columns[e]] += values[e];
      }
    }
  }

  @Override
  public void addTo(Map<String, Matrix> model) {
    SparseMatrices.add(HISTORY, history, model);
    SparseMatrices.add(WEIGHTS, weights, model);
  }

  /** From a model artifact. */
  static Ranker ranker(Map<String, Matrix> model, Parallel parallel) {
    return new ItemToItem(SparseMatrices.read(HISTORY, model), SparseMatrices.read(WEIGHTS, model))
        .ranker(parallel);
  }
}
