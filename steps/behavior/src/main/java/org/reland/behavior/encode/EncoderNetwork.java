package org.reland.behavior.encode;

import java.util.List;
import java.util.random.RandomGenerator;
import org.reland.neural.Weight;

/** An encoder that is made of layers; {@link NetworkTraining} trains it. */
interface EncoderNetwork {
  /** Everything that it learns, always in the same order. */
  List<Weight> weights();

  /**
   * One pass over the training data with all its updates.
   *
   * @return the mean loss
   */
  double trainEpoch(RandomGenerator random);

  /** See {@link EncoderTraining#freeze}. */
  FrozenEncoder freeze();
}
