package org.reland.recommend.backbone;

import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.recommend.data.Histories;
import org.reland.recommend.data.UserItems;
import org.reland.recommend.fusion.PastRationales;
import org.reland.recommend.fusion.Rationales;

/**
 * All that a backbone is made of. The variant decides what is there: ID-only has neither of the
 * nullable ones, "+ item features" has the text vectors, ReLand has both. No validation or test
 * item is among it.
 *
 * @param train the training part
 * @param histories the training part in the order of time; null where order is not looked at
 * @param items number of items
 * @param itemText items x f, unit rows; a row of zeros where there are no words
 * @param rationales what the users were matched with
 * @param alternatives other matchings with the same pool, of which validation may prefer one
 * @param past what targets see of them while training; null where that is the same
 * @param random a stream by purpose, the same for all variants of a repetition
 */
public record Ingredients(
    UserItems train,
    @Nullable Histories histories,
    int items,
    @Nullable Matrix itemText,
    @Nullable Rationales rationales,
    List<Rationales> alternatives,
    @Nullable PastRationales past,
    Hyperparameters settings,
    Function<String, RandomGenerator> random,
    Parallel parallel) {

  /** Without the order of time. */
  public Ingredients(
      UserItems train,
      int items,
      @Nullable Matrix itemText,
      @Nullable Rationales rationales,
      Hyperparameters settings,
      Function<String, RandomGenerator> random,
      Parallel parallel) {
    this(train, null, items, itemText, rationales, List.of(), null, settings, random, parallel);
  }

  public int users() {
    return train.users();
  }
}
