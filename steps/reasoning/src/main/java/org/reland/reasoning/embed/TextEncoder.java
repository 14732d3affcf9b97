package org.reland.reasoning.embed;

import java.util.List;
import org.reland.linalg.Matrix;

/** Turns texts into vectors, so that texts about the same things have a high cosine. */
public interface TextEncoder {
  /** How long its vectors are. */
  int dimensions();

  /**
   * Encodes texts.
   *
   * @return texts x dimensions; rows have length 1, or are zero where the encoder knows no word
   */
  Matrix encode(List<String> texts);
}
