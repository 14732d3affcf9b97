package org.reland.recommend.backbone;

import java.util.Map;
import org.reland.kit.error.ConfigurationException;
import org.reland.linalg.CsrMatrix;
import org.reland.linalg.Matrix;
import org.reland.linalg.PositiveDefinite;
import org.reland.recommend.backbone.SettingKeys.Role;
import org.reland.recommend.data.UserItems;

/**
 * EASE (Steck, WWW 2019): the linear model X B that comes nearest to X with a diagonal of zeros and
 * an L2 penalty, in closed form (Eq. 8): P = (X^T X + lambda I)^-1, B_ij = -P_ij / P_jj. Of each
 * column the largest weights are kept.
 */
final class Ease {
  static final SettingKeys KEYS =
      SettingKeys.closedForm(
          Map.of(
              Role.REGULARIZATION, "ease_regularization",
              Role.NEIGHBOURS, "ease_neighbours"));

  /** An array holds no more than 2^31 - 1 floats. */
  private static final int MOST_ITEMS = 46_000;

  /** Beside the matrix: the rows being updated, the model. */
  private static final double OVERHEAD = 1.3;

  private Ease() {}

  static Scoring of(Ingredients given) {
    int items = given.items();
    requireMemory(items);
    Matrix inverse = gram(given.train(), items, given.settings().regularization());
    PositiveDefinite.invert(inverse, given.parallel());
    float[] p = inverse.data();
    CsrMatrix weights =
        StrongestWeights.of(
            items,
            given.settings().neighbours(),
            (scored, row) -> {
              float diagonal = p[scored * items + scored];
              for (int i = 0; i < items; i++) {
                row[i] = -p[scored * items + i] / diagonal; // P is symmetric
              }
            },
            given.parallel());
    return ItemToItem.of(given.train(), weights);
  }

  private static void requireMemory(int items) {
    double needed = OVERHEAD * 4 * items * items;
    double heap = Runtime.getRuntime().maxMemory();
    if (items > MOST_ITEMS || needed > heap) {
      throw new ConfigurationException(
          "ease inverts a matrix of all pairs of items: %,d items need %,d MB of heap, there are %,d, and %,d items are the most. Give it more memory (RELAND_JAVA_OPTS=-Xmx..., on a cluster argo.memory_scale), or leave ease out of experiment.backbones"
              .formatted(items, (long) needed >> 20, (long) heap >> 20, MOST_ITEMS));
    }
  }

  /** X^T X + lambda I. */
  private static Matrix gram(UserItems train, int items, double lambda) {
    Matrix gram = new Matrix(items, items);
    float[] g = gram.data();
    for (int i = 0; i < items; i++) {
      g[i * items + i] = (float) lambda;
    }
    for (int u = 0; u < train.users(); u++) {
      for (int a = 0; a < train.count(u); a++) {
        for (int b = 0; b < train.count(u); b++) {
          g[train.item(u, a) * items + train.item(u, b)]++;
        }
      }
    }
    return gram;
  }
}
