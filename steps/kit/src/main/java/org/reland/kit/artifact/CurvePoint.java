package org.reland.kit.artifact;

import org.jspecify.annotations.Nullable;

/** One epoch of training; ndcg10 is null where no validation took place. */
public record CurvePoint(int epoch, double loss, @Nullable Double ndcg10, double seconds) {}
