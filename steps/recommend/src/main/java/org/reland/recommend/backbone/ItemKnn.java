package org.reland.recommend.backbone;

import java.util.Arrays;
import java.util.Map;
import org.reland.linalg.CsrMatrix;
import org.reland.recommend.backbone.SettingKeys.Role;
import org.reland.recommend.data.UserItems;

/**
 * Item-based nearest neighbours (Sarwar et al., WWW 2001; Deshpande and Karypis, TOIS 2004): the
 * weight of two items is the cosine of their users, n_ij / (sqrt(n_i n_j) + shrinkage), for the
 * nearest neighbours of the item that is scored.
 */
final class ItemKnn {
  static final SettingKeys KEYS =
      SettingKeys.closedForm(
          Map.of(
              Role.NEIGHBOURS, "itemknn_neighbours",
              Role.SHRINKAGE, "itemknn_shrinkage"));

  private ItemKnn() {}

  static Scoring of(Ingredients given) {
    UserItems train = given.train();
    int items = given.items();
    float[] ones = new float[train.size()];
    Arrays.fill(ones, 1);
    CsrMatrix usersOfItems =
        CsrMatrix.fromTriplets(items, train.users(), train.itemOf(), train.userOf(), ones);
    double shrinkage = given.settings().shrinkage();
    CsrMatrix weights =
        StrongestWeights.of(
            items,
            given.settings().neighbours(),
            (scored, row) -> cosines(scored, train, usersOfItems, shrinkage, row),
            given.parallel());
    return ItemToItem.of(train, weights);
  }

  private static void cosines(
      int scored, UserItems train, CsrMatrix usersOfItems, double shrinkage, float[] row) {
    int[] pointers = usersOfItems.rowPointers();
    for (int e = pointers[scored]; e < pointers[scored + 1]; e++) {
      int user = usersOfItems.columns()[e];
      for (int h = 0; h < train.count(user); h++) {
        row[train.item(user, h)]++;
      }
    }
    double own = pointers[scored + 1] - pointers[scored];
    for (int i = 0; i < row.length; i++) {
      if (row[i] > 0) {
        double theirs = pointers[i + 1] - pointers[i];
        row[i] = (float) (row[i] / (Math.sqrt(own * theirs) + shrinkage));
      }
    }
  }
}
