package org.reland.recommend.backbone;

import java.util.List;

/** Hyperparameters for tests, of which each sets what it is about. */
final class TestSettings {
  private final int dimensions;
  private int layers = 2;
  private double regularization;
  private double dropout;
  private int neighbours = 10;
  private double shrinkage;

  private TestSettings(int dimensions) {
    this.dimensions = dimensions;
  }

  static TestSettings of(int dimensions) {
    return new TestSettings(dimensions);
  }

  TestSettings layers(int hops) {
    layers = hops;
    return this;
  }

  TestSettings regularization(double factor) {
    regularization = factor;
    return this;
  }

  TestSettings dropout(double rate) {
    dropout = rate;
    return this;
  }

  TestSettings neighbours(int most, double added) {
    neighbours = most;
    shrinkage = added;
    return this;
  }

  Hyperparameters build() {
    return new Hyperparameters(
        dimensions,
        layers,
        8,
        0.01,
        regularization,
        dropout,
        neighbours,
        shrinkage,
        0.5,
        List.of(0.5),
        0.01,
        0.1,
        List.of(0.1),
        0,
        Hyperparameters.Sequence.DEFAULT);
  }
}
