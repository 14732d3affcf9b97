package org.reland.behavior.encode;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.neural.AttentionGraph;
import org.reland.neural.GraphAttention;
import org.reland.neural.Initial;
import org.reland.neural.Linear;
import org.reland.neural.Weight;

/**
 * The two layers of the graph attention network. The first projection is apart from the rest: users
 * have no embedding, so a user's projected row is the mean of those of its items.
 */
record GatLayers(
    Linear firstProjection,
    GraphAttention firstAttention,
    Linear secondProjection,
    GraphAttention secondAttention) {

  /**
   * New ones.
   *
   * @param heads a divisor of {@code dimensions}
   */
  static GatLayers of(
      int dimensions, int heads, double learningRate, RandomGenerator random, Parallel parallel) {
    return new GatLayers(
        projection("gat.projection1", dimensions, learningRate, random, parallel),
        attention("gat.attention1", dimensions, heads, learningRate, random, parallel),
        projection("gat.projection2", dimensions, learningRate, random, parallel),
        attention("gat.attention2", dimensions, heads, learningRate, random, parallel));
  }

  private static Linear projection(
      String name, int d, double learningRate, RandomGenerator random, Parallel parallel) {
    return new Linear(
        name, Initial.uniform(d, d, Math.sqrt(3.0 / d), random), learningRate, parallel);
  }

  private static GraphAttention attention(
      String name,
      int d,
      int heads,
      double learningRate,
      RandomGenerator random,
      Parallel parallel) {
    return new GraphAttention(
        name,
        heads,
        d / heads,
        AttentionGraph.types(ItemEntities.RELATIONS),
        learningRate,
        random,
        parallel);
  }

  List<Weight> weights() {
    List<Weight> weights = new ArrayList<>(firstProjection.weights());
    weights.addAll(firstAttention.weights());
    weights.addAll(secondProjection.weights());
    weights.addAll(secondAttention.weights());
    return weights;
  }

  /** From all nodes' projected rows to their rows behind the second projection. */
  Matrix toSecond(Matrix projected, AttentionGraph graph) {
    return secondProjection.forward(firstAttention.forward(projected, graph));
  }
}
