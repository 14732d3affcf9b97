package org.reland.recommend.backbone;

/**
 * What the backbones are set to.
 *
 * @param dimensions length of an embedding
 * @param layers hops of propagation
 * @param batchSize positives in a batch
 * @param learningRate of Adam
 * @param regularization factor of half the squared norm of a batch's embeddings, per triple
 */
public record Hyperparameters(
    int dimensions, int layers, int batchSize, double learningRate, double regularization) {}
