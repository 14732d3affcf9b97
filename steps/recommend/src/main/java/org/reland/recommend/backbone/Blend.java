package org.reland.recommend.backbone;

/**
 * How much the texts count in a score beside the embeddings. Not learned but chosen on validation.
 *
 * @param fused whether the rationale enters at all, by Eq. 5
 * @param ownWords weight of the own history's text, in units of the embedding score
 * @param rationale weight of the rationale's text, in the same units
 */
record Blend(boolean fused, double ownWords, double rationale) {
  Blend withOwnWords(double weight) {
    return new Blend(fused, weight, rationale);
  }

  Blend withFusion(double weight) {
    return new Blend(true, ownWords, weight);
  }
}
