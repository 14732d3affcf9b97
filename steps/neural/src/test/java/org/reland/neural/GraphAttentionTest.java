package org.reland.neural;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;

final class GraphAttentionTest {
  private static final int RELATIONS = 2;

  private record Edge(int end, int other, int relation) {}

  /** Edges between nodes of different parity; the last node has none but its loop. */
  private static List<Edge> edges(int nodes, int count, SplittableRandom random) {
    List<Edge> edges = new ArrayList<>();
    while (edges.size() < count) {
      int a = random.nextInt(nodes - 1);
      int b = random.nextInt(nodes - 1);
      if ((a + b) % 2 == 1) {
        edges.add(new Edge(a, b, random.nextInt(RELATIONS)));
      }
    }
    return edges;
  }

  private static AttentionGraph graph(int nodes, List<Edge> edges) {
    return AttentionGraph.of(
        nodes,
        edges.stream().mapToInt(Edge::end).toArray(),
        edges.stream().mapToInt(Edge::other).toArray(),
        edges.stream().mapToInt(Edge::relation).toArray());
  }

  /** With a bias that differs between the edge types. */
  private static GraphAttention layer(
      int heads, int size, SplittableRandom random, Parallel parallel) {
    GraphAttention layer =
        new GraphAttention(
            "a", heads, size, AttentionGraph.types(RELATIONS), 1e-3, random, parallel);
    float[] bias = layer.weights().getLast().value().data();
    for (int i = 0; i < bias.length; i++) {
      bias[i] = (float) random.nextDouble(-1, 1);
    }
    return layer;
  }

  @Test
  void theGradientIsThatOfFiniteDifferences() {
    SplittableRandom random = new SplittableRandom(4);
    AttentionGraph graph = graph(9, edges(9, 14, random));
    GraphAttention layer = layer(2, 3, random, Parallel.serial());
    new GradientCheck(layer, z -> layer.forward(z, graph)).at(Initial.normal(9, 6, 1, random));
  }

  /** A second formulation: a dense softmax in double precision, multi-edges as summands of it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void itIsADenseSoftmaxOverTheNeighbours(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int nodes = 3 + random.nextInt(30);
    int heads = 1 + random.nextInt(4);
    int size = 1 + random.nextInt(20);
    List<Edge> edges = edges(nodes, random.nextInt(60), random);
    GraphAttention layer = layer(heads, size, random, Parallel.serial());
    Matrix z = Initial.normal(nodes, heads * size, 1, random);
    Matrix found = layer.forward(z, graph(nodes, edges));
    double[][] expected = dense(layer, heads, size, z, edges);
    for (int i = 0; i < nodes; i++) {
      for (int k = 0; k < heads * size; k++) {
        assertEquals(expected[i][k], found.get(i, k), 2e-5, "node " + i + ", column " + k);
      }
    }
  }

  private static double[][] dense(
      GraphAttention layer, int heads, int size, Matrix z, List<Edge> edges) {
    Matrix toward = layer.weights().get(0).value();
    Matrix from = layer.weights().get(1).value();
    Matrix bias = layer.weights().get(2).value();
    int n = z.rows();
    double[][] out = new double[n][heads * size];
    for (int h = 0; h < heads; h++) {
      double[] target = new double[n];
      double[] source = new double[n];
      for (int i = 0; i < n; i++) {
        for (int k = h * size; k < (h + 1) * size; k++) {
          target[i] += (double) toward.get(0, k) * z.get(i, k);
          source[i] += (double) from.get(0, k) * z.get(i, k);
        }
      }
      double[][] weight = new double[n][n];
      for (int i = 0; i < n; i++) {
        weight[i][i] += exp(target[i] + source[i] + bias.get(0, h));
      }
      for (Edge edge : edges) {
        int type = 1 + 2 * edge.relation;
        int a = edge.end;
        int b = edge.other;
        weight[a][b] += exp(target[a] + source[b] + bias.get(type, h));
        weight[b][a] += exp(target[b] + source[a] + bias.get(type + 1, h));
      }
      for (int i = 0; i < n; i++) {
        double sum = Arrays.stream(weight[i]).sum();
        for (int k = h * size; k < (h + 1) * size; k++) {
          double y = 0;
          for (int j = 0; j < n; j++) {
            y += weight[i][j] / sum * z.get(j, k);
          }
          out[i][k] = y > 0 ? y : Math.expm1(y);
        }
      }
    }
    return out;
  }

  private static double exp(double score) {
    return Math.exp(score > 0 ? score : 0.2 * score);
  }

  @Test
  void bytesDoNotDependOnTheThreads() {
    SplittableRandom random = new SplittableRandom(6);
    int nodes = 3000;
    AttentionGraph graph = graph(nodes, edges(nodes, 9000, random));
    Matrix z = Initial.normal(nodes, 32, 1, random);
    Matrix gradient = Initial.normal(nodes, 32, 1, random);
    List<float[]> alone = run(Parallel.serial(), graph, z, gradient);
    try (Parallel parallel = Parallel.of(3)) {
      List<float[]> together = run(parallel, graph, z, gradient);
      for (int n = 0; n < alone.size(); n++) {
        assertArrayEquals(alone.get(n), together.get(n));
      }
    }
  }

  private static List<float[]> run(
      Parallel parallel, AttentionGraph graph, Matrix z, Matrix gradient) {
    GraphAttention layer = layer(4, 8, new SplittableRandom(8), parallel);
    List<float[]> results = new ArrayList<>();
    results.add(layer.forward(z, graph).data());
    results.add(layer.backward(gradient).data());
    layer.weights().forEach(weight -> results.add(weight.gradient().data()));
    return results;
  }
}
