package org.reland.recommend.backbone;

import java.util.Arrays;
import java.util.Map;
import org.reland.linalg.Matrix;

/** The same for everybody: an item's score is the number of its users in train. */
final class Popularity {
  static final SettingKeys KEYS = SettingKeys.closedForm(Map.of());

  private Popularity() {}

  static Scoring of(Ingredients given) {
    Matrix users = new Matrix(given.users(), 1);
    Arrays.fill(users.data(), 1);
    Matrix items = new Matrix(given.items(), 1);
    for (int item : given.train().itemOf()) {
      items.data()[item]++;
    }
    return new ScoringVectors(users, items);
  }
}
