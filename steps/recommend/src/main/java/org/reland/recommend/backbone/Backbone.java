package org.reland.recommend.backbone;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.reland.linalg.Matrix;
import org.reland.neural.Weight;
import org.reland.recommend.ranking.Ranker;

/**
 * An ordinary recommender that learns from the training part alone. The training loop around it
 * owns validation, early stopping and checkpoints.
 */
public interface Backbone {
  /** Everything that is trained, always in the same order. */
  List<Weight> weights();

  /**
   * One pass over the training data.
   *
   * @param random of this epoch: the same for all variants of a repetition
   * @return the mean loss
   */
  double trainEpoch(RandomGenerator random);

  /** How many epochs are of any use: 1 for what is computed and not learned. */
  default int usefulEpochs() {
    return Integer.MAX_VALUE;
  }

  /** Ranks by the weights as they stand; later training does not change it. */
  Ranker ranker();

  /**
   * Goes on to the next phase of training, where there is one: base first, fusion after it.
   *
   * @param validation by which it may choose what the phase is about; null where nothing may be
   *     chosen
   * @return whether there was one
   */
  default boolean nextPhase(@Nullable ToDoubleFunction<Ranker> validation) {
    return false;
  }

  /** What the validation says of the weights as they stand. */
  default double measure(ToDoubleFunction<Ranker> validation) {
    return validation.applyAsDouble(ranker());
  }

  /**
   * Called once after training: sets what is not learned but chosen, to where this is largest. Not
   * called where nothing may be chosen on validation.
   */
  default void choose(ToDoubleFunction<Ranker> validation) {}

  /** Counts and means about the trained model that the report shows. */
  Map<String, Double> facts();

  /** What a model artifact holds: the weights, and whatever else its ranker is made from. */
  Map<String, Matrix> matrices();
}
