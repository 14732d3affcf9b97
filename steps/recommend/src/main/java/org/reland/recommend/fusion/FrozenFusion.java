package org.reland.recommend.fusion;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reland.linalg.Matrix;
import org.reland.linalg.VectorOps;

/**
 * A trained fusion layer as it is kept in a model: with every user's z_u instead of the rationales
 * that it follows from, so that vectors of newer behaviour are fused without them.
 *
 * @param rationales users x (d + 1): z_u and 1, or zeros for a user without a match
 * @param attention 1 x d: W
 */
public record FrozenFusion(Matrix rationales, Matrix attention) {
  private static final String RATIONALES = "scoring.rationales";
  private static final String ATTENTION = "scoring.attention";

  /** That of a model, where it has one. */
  public static Optional<FrozenFusion> in(Map<String, Matrix> model) {
    @Nullable Matrix rationales = model.get(RATIONALES);
    @Nullable Matrix attention = model.get(ATTENTION);
    return rationales == null || attention == null
        ? Optional.empty()
        : Optional.of(new FrozenFusion(rationales, attention));
  }

  public void addTo(Map<String, Matrix> model) {
    model.put(RATIONALES, rationales);
    model.put(ATTENTION, attention);
  }

  /**
   * Fuses the vectors of all users in place, users x d.
   *
   * @return the attention on each user's rationale; 0 without a match
   */
  public float[] apply(Matrix users) {
    int d = users.cols();
    float[] shares = new float[users.rows()];
    float[] e = users.data();
    float[] z = rationales.data();
    float[] w = attention.data();
    for (int u = 0; u < users.rows(); u++) {
      int from = u * (d + 1);
      if (z[from + d] > 0) {
        int at = u * d;
        float a2 =
            AttentionFusion.share(VectorOps.dot(z, from, w, 0, d) - VectorOps.dot(e, at, w, 0, d));
        shares[u] = a2;
        for (int j = 0; j < d; j++) {
          e[at + j] = Math.fma(a2, z[from + j] - e[at + j], e[at + j]); // Eq. 5 with a1 = 1 - a2
        }
      }
    }
    return shares;
  }
}
