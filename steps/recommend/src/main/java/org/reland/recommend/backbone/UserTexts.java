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

  /** The rationales' texts get the items' deviations, but a mean of their own. */
  UserTexts(FeatureBlock block, @Nullable Rationales given, Parallel parallel) {
    this.block = block;
    this.rationales = given == null ? null : ofUsers(given, block.scale(), parallel);
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
    double own = blend.ownWords() * block.unit(embeddings, block.users(), parallel);
    Matrix texts;
    if (fusion != null && rationales != null && blend.fused()) {
      // Divided by its mean share, the rationale weighs as set on average.
      double rationale =
          blend.rationale()
              * block.unit(embeddings, rationales, parallel)
              / fusion.meanRationaleShare();
      texts = fused(own, rationale, fusion, rationales);
    } else {
      texts = new Matrix(block.users().rows(), block.users().cols());
      VectorOps.axpy((float) own, block.users().data(), texts.data());
    }
    return embeddings.beside(texts, block.items());
  }

  /** Eq. 5 on the text part. */
  private Matrix fused(double own, double rationale, AttentionFusion fusion, Matrix rationales) {
    Matrix texts = new Matrix(block.users().rows(), block.users().cols());
    int f = texts.cols();
    for (int u = 0; u < texts.rows(); u++) {
      float share = fusion.matched(u) ? fusion.rationaleShare(u) : 0;
      int at = u * f;
      VectorOps.axpy((float) ((1 - share) * own), block.users().data(), at, texts.data(), at, f);
      if (share > 0) {
        VectorOps.axpy((float) (share * rationale), rationales.data(), at, texts.data(), at, f);
      }
    }
    return texts;
  }
}
