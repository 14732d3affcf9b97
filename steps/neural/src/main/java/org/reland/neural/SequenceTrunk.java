package org.reland.neural;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.reland.linalg.Matrix;

/** Turns packed sequences of rows into what each sequence comes to, row by row. */
public interface SequenceTrunk extends Layer {
  /**
   * Applies it.
   *
   * @param rows n x d, embedded items; the argument stays as it is
   * @param sequences none longer than what the trunk is made for
   * @param random for dropout; null at inference
   * @return n x d; a row knows the rows of its sequence up to itself and no other
   */
  Matrix forward(Matrix rows, Packing sequences, @Nullable RandomGenerator random);
}
