package org.reland.recommend.backbone;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Looks for the {@link Blend} that ranks the validation items best, one weight after the other. The
 * first of equals is kept, so what is tried first has to be beaten.
 */
final class BlendSearch {
  private final ToDoubleFunction<Blend> ndcg;
  private Blend best;
  private double bestNdcg = Double.NEGATIVE_INFINITY;

  /**
   * Nothing is tried yet.
   *
   * @param start what the first weights vary
   * @param ndcg of the validation items under a blend
   */
  BlendSearch(Blend start, ToDoubleFunction<Blend> ndcg) {
    this.best = start;
    this.ndcg = ndcg;
  }

  void ownWords(List<Double> weights) {
    Blend start = best;
    weights.forEach(weight -> consider(start.withOwnWords(weight)));
  }

  void fusion(List<Double> weights) {
    Blend start = best;
    weights.forEach(weight -> consider(start.withFusion(weight)));
  }

  private void consider(Blend tried) {
    double value = ndcg.applyAsDouble(tried);
    if (value > bestNdcg) {
      best = tried;
      bestNdcg = value;
    }
  }

  Blend best() {
    return best;
  }

  double bestNdcg() {
    return bestNdcg;
  }
}
