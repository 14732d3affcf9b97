package org.reland.neural;

import java.util.List;
import org.reland.linalg.Matrix;

/** A function of rows with trainable weights that is differentiated by hand. */
public interface Layer {
  /** Everything that it learns, always in the same order. */
  List<Weight> weights();

  /**
   * Takes the gradient of the loss back through the last forward pass; the gradients of the weights
   * are added to.
   *
   * @param gradient with respect to what the forward pass returned, in its shape
   * @return with respect to what it was given
   */
  Matrix backward(Matrix gradient);
}
