package org.reland.behavior.encode;

import java.util.random.RandomGenerator;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.neural.Transformer;
import org.reland.neural.Trunk;

/**
 * The shape of SASRec (Kang and McAuley, ICDM 2018) as an encoder of behaviour.
 *
 * @param length newest items that it sees
 * @param heads a divisor of {@code dimensions}
 */
record SasRec(
    int dimensions, int length, int blocks, int heads, double dropout, double learningRate) {
  /** Standard deviation that weights start with. */
  static final double DEVIATION = 0.02;

  /** The feed-forward network is so many times as wide as a row. */
  private static final int WIDENING = 4;

  static SasRec of(EncodeConfig config) {
    return new SasRec(
        config.dimensions(),
        config.sasrecLength(),
        config.sasrecLayers(),
        config.sasrecHeads(),
        config.sasrecDropout(),
        config.sasrecLearningRate());
  }

  Transformer trunk(RandomGenerator random, Parallel parallel) {
    return new Transformer(
        "sasrec",
        new Trunk(
            dimensions,
            length,
            blocks,
            heads,
            WIDENING * dimensions,
            false,
            dropout,
            dropout,
            DEVIATION,
            learningRate),
        random,
        parallel);
  }

  /** As {@link SasRecEncoder} reads it. */
  Matrix shape() {
    return Matrix.of(new float[] {length, blocks, heads}, 1, 3);
  }
}
