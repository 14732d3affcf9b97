package org.reland.recommend.backbone;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.VectorOps;
import org.reland.recommend.data.UserItems;

/**
 * The texts that count in a score beside the embeddings, with the weights that were chosen: all
 * that is needed to give newer histories their words.
 *
 * @param words items x f, what a history's own words are the mean of
 * @param items items x f, what users' texts are multiplied by
 * @param rationales users x f, unit rows; null where they do not count
 * @param own weight of the own history's words
 * @param rationale weight of the rationale's, at a share of 1
 */
record WeighedTexts(
    Matrix words, Matrix items, @Nullable Matrix rationales, double own, double rationale) {
  private static final String WORDS = "texts.words";
  private static final String ITEMS = "texts.items";
  private static final String RATIONALES = "texts.rationales";
  private static final String WEIGHTS = "texts.weights";

  /** users x f: the mean of the words of what everybody has, unit rows. */
  Matrix ownWords(UserItems known, Parallel parallel) {
    return FeatureBlock.meanOfHistory(known, words, parallel);
  }

  /**
   * Eq. 5 on the texts.
   *
   * @param ownWords users x f
   * @param shares the attention on each user's rationale; 0 without one
   */
  Matrix ofUsers(Matrix ownWords, float[] shares) {
    Matrix texts = new Matrix(ownWords.rows(), ownWords.cols());
    int f = texts.cols();
    for (int u = 0; u < texts.rows(); u++) {
      float share = rationales == null ? 0 : shares[u];
      int at = u * f;
      VectorOps.axpy((float) ((1 - share) * own), ownWords.data(), at, texts.data(), at, f);
      if (rationales != null && share > 0) {
        VectorOps.axpy((float) (share * rationale), rationales.data(), at, texts.data(), at, f);
      }
    }
    return texts;
  }

  /** As a part of a model artifact. */
  void addTo(Map<String, Matrix> model) {
    model.put(WORDS, words);
    model.put(ITEMS, items);
    model.put(WEIGHTS, Matrix.of(new float[] {(float) own, (float) rationale}, 1, 2));
    if (rationales != null) {
      model.put(RATIONALES, rationales);
    }
  }

  /** Those of a model artifact, where it has any. */
  static Optional<WeighedTexts> in(Map<String, Matrix> model) {
    @Nullable Matrix words = model.get(WORDS);
    @Nullable Matrix items = model.get(ITEMS);
    @Nullable Matrix weights = model.get(WEIGHTS);
    return words == null || items == null || weights == null
        ? Optional.empty()
        : Optional.of(
            new WeighedTexts(
                words, items, model.get(RATIONALES), weights.get(0, 0), weights.get(0, 1)));
  }
}
