package org.reland.behavior.encode;

/** A behavior encoder on its way through a fixed number of epochs. */
interface EncoderTraining {
  /** Epochs made. */
  int epoch();

  /** Mean loss of the last epoch; not a number before the first. */
  double loss();

  /**
   * One pass over the training data.
   *
   * @throws org.reland.kit.error.ConfigurationException where the loss is no longer a number
   */
  void runEpoch();

  /** All that the coming epochs depend on. */
  byte[] checkpoint();

  /**
   * Goes on from a checkpoint of the same training.
   *
   * @return false, and nothing changed, where the bytes are none
   */
  boolean restore(byte[] bytes);

  /** What is kept of it: enough to give any history its vector. */
  FrozenEncoder freeze();
}
