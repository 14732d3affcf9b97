package org.reland.neural;

import org.reland.linalg.Adam;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;

/**
 * One trainable matrix: its values, the gradient of the current batch and its optimiser.
 *
 * @param name unique in the model; the name in the model artifact
 */
public record Weight(String name, Matrix value, Matrix gradient, Adam adam) {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  /** A weight that starts at {@code value} and learns by Adam at this rate. */
  public static Weight of(String name, Matrix value, double learningRate) {
    return new Weight(
        name,
        value,
        new Matrix(value.rows(), value.cols()),
        new Adam(value.data().length, learningRate, BETA1, BETA2, EPSILON));
  }

  /** One update against the gradient as it stands. */
  public void step(Parallel parallel) {
    adam.step(value.data(), gradient.data(), parallel);
  }
}
