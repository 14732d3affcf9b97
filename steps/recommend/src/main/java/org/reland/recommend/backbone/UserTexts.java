package org.reland.recommend.backbone;

import org.jspecify.annotations.Nullable;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.VectorOps;
import org.reland.recommend.fusion.AttentionFusion;
import org.reland.recommend.fusion.Rationales;

/**
 * The text part of the users' vectors: the words of the own history, and those of the rationale by
 * Eq. 5. The attention is the one that the embedding part has learned.
 */
final class UserTexts {
  private final FeatureBlock block;
  private final @Nullable Matrix rationales;

  /**
   * The rationales' texts get the items' deviations, but a mean of their own; what is no text stays
   * out.
   */
  UserTexts(FeatureBlock block, @Nullable Rationales given, Parallel parallel) {
    this.block = block;
    this.rationales =
        given == null || !given.isText() ? null : ofUsers(given, block.scale(), parallel);
  }

  private static Matrix ofUsers(Rationales given, TextScale scale, Parallel parallel) {
    Matrix scaled = scale.around(given.vectors()).apply(given.vectors());
    Matrix texts = new Matrix(given.matches().rows(), scaled.cols());
    given.matches().multiply(scaled, texts, parallel);
    VectorOps.normalizeRows(texts);
    return texts;
  }

  /**
   * The embeddings with the texts beside them.
   *
   * @param fusion after its forward pass; not looked at where the blend does without it
   */
  EmbeddingScoring beside(
      EmbeddingScoring embeddings,
      Blend blend,
      @Nullable AttentionFusion fusion,
      Parallel parallel) {
    WeighedTexts weighed = weighed(embeddings, blend, fusion, parallel);
    float[] shares = fusion == null ? new float[0] : fusion.shares();
    return embeddings.beside(weighed.ofUsers(block.users(), shares), weighed.items());
  }

  /**
   * With the weights of a blend brought to the unit of the embeddings' scores.
   *
   * @param fusion after its forward pass; not looked at where the blend does without it
   */
  WeighedTexts weighed(
      EmbeddingScoring embeddings,
      Blend blend,
      @Nullable AttentionFusion fusion,
      Parallel parallel) {
    double own = blend.ownWords() * block.unit(embeddings, block.users(), parallel);
    if (fusion == null || rationales == null || !blend.fused()) {
      return new WeighedTexts(block.words(), block.items(), null, own, 0);
    }
    // Divided by its mean share, the rationale weighs as set on average.
    double share = fusion.meanRationaleShare();
    double rationale =
        share == 0 ? 0 : blend.rationale() * block.unit(embeddings, rationales, parallel) / share;
    return new WeighedTexts(block.words(), block.items(), rationales, own, rationale);
  }
}
