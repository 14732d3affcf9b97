package org.reland.kit.step;

/** The container image in which a step runs: one for each dependency set. */
public enum Image {
  /** CPU only, no PyTorch, no gRPC. */
  BEHAVIOR,
  /** gRPC, HTTP, text encoders. */
  REASONING,
  /** Recommenders. */
  RECOMMEND
}
