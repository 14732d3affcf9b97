package org.reland.neural;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;

/** Two linear layers with GELU between them, row by row. */
public final class FeedForward implements Layer {
  private final Linear widen;
  private final Gelu gelu;
  private final Linear narrow;

  FeedForward(String name, Trunk trunk, RandomGenerator random, Parallel parallel) {
    widen =
        new Linear(
            name + ".widen",
            Initial.normal(trunk.dimensions(), trunk.inner(), trunk.deviation(), random),
            trunk.learningRate(),
            parallel);
    gelu = new Gelu(parallel);
    narrow =
        new Linear(
            name + ".narrow",
            Initial.normal(trunk.inner(), trunk.dimensions(), trunk.deviation(), random),
            trunk.learningRate(),
            parallel);
  }

  @Override
  public List<Weight> weights() {
    List<Weight> weights = new ArrayList<>(widen.weights());
    weights.addAll(narrow.weights());
    return weights;
  }

  Matrix forward(Matrix x) {
    return narrow.forward(gelu.forward(widen.forward(x)));
  }

  @Override
  public Matrix backward(Matrix gradient) {
    return widen.backward(gelu.backward(narrow.backward(gradient)));
  }
}
