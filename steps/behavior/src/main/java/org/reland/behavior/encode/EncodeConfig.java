package org.reland.behavior.encode;

import org.reland.kit.config.Setting;

/** Configuration of {@link EncodeStep}. */
public record EncodeConfig(
    @Setting(value = "length of a behaviour vector", fallback = "64", min = 1, max = 4096)
        int dimensions,
    @Setting(value = "hops of the propagation", fallback = "2", min = 0, max = 16) int layers,
    @Setting(
            value = "passes over the training pairs; fixed, as no held-out data may be seen here",
            fallback = "40",
            min = 0)
        int epochs,
    @Setting(value = "training pairs in one update", fallback = "2048", min = 1) int batchSize,
    @Setting(value = "learning rate of Adam", fallback = "0.005", min = 1e-9, max = 10)
        double learningRate,
    @Setting(
            value = "weight of the squared length of a batch's ego embeddings in the loss",
            fallback = "1e-3",
            min = 0,
            max = 1)
        double regularization,
    @Setting(
            value = "seconds from one checkpoint to the next, at the least",
            fallback = "20",
            min = 0,
            keyed = false)
        double checkpointSeconds) {}
