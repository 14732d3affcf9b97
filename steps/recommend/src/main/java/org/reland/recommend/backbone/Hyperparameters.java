package org.reland.recommend.backbone;

import java.util.List;

/**
 * What the backbones are set to.
 *
 * @param dimensions length of an embedding
 * @param layers hops of propagation
 * @param batchSize positives in a batch
 * @param learningRate of Adam
 * @param regularization factor of half the squared norm of a batch's embeddings, per triple; of
 *     EASE: lambda
 * @param dropout probability with which a message, an input or, of a sequence, a part of
 *     embeddings, layers and attention is left out while training
 * @param neighbours weights that are kept of an item, where items score items
 * @param shrinkage added to the norms of a cosine of items
 * @param featureWeight of the score of the own history's text, in units of the embedding score
 * @param featureWeights what the weight is chosen from when training has ended
 * @param fusionLearningRate of the fusion layer
 * @param rationaleWeight of the score of the rationale's text, in the same units
 * @param rationaleWeights what that weight is chosen from when training has ended
 * @param rationaleDropout part of the rows that see no rationale while the fusion layer learns
 * @param sequence of the sequential ones
 */
public record Hyperparameters(
    int dimensions,
    int layers,
    int batchSize,
    double learningRate,
    double regularization,
    double dropout,
    int neighbours,
    double shrinkage,
    double featureWeight,
    List<Double> featureWeights,
    double fusionLearningRate,
    double rationaleWeight,
    List<Double> rationaleWeights,
    double rationaleDropout,
    Sequence sequence) {

  /** Of a sequential one that is trained already. */
  static Hyperparameters trained(int dimensions, int layers, Sequence sequence) {
    return new Hyperparameters(
        dimensions, layers, 1, 0, 0, 0, 0, 0, 0, List.of(), 0, 0, List.of(), 0, sequence);
  }

  /**
   * What the sequential backbones are set to beside the above.
   *
   * @param length of the longest sequence; of longer ones the newest items are seen
   * @param heads of attention
   * @param normFirst whether rows are normalised before attention and network or after them
   * @param repeatBias whether a number is learned that the items of the own history get
   */
  public record Sequence(int length, int heads, boolean normFirst, boolean repeatBias) {
    /** As in the paper. */
    public static final Sequence DEFAULT = new Sequence(50, 2, false, false);
  }
}
