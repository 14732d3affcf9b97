package org.reland.neural;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.VectorOps;

/**
 * Attention along the edges of a graph (Velickovic et al., ICLR 2018), with a bias for the type of
 * an edge. Of rows z_i that are projected already, head by head:
 *
 * <pre>
 * s_ij = LeakyReLU(a · z_i + b · z_j + c_type(ij))
 * y_i  = ELU(sum over j of softmax_j(s_ij) z_j)
 * </pre>
 *
 * Every sum runs in the order of a node's row, backwards too: what a node gives to others is
 * gathered along its own row by way of the reverse edges, so that no two threads add to one place.
 */
public final class GraphAttention implements Layer {
  /** LeakyReLU's factor below 0. */
  private static final float SLOPE = 0.2f;

  /** Nodes in one chunk of work: gradients of weights are summed by chunk, then over the chunks. */
  private static final int CHUNK = 512;

  private final int heads;
  private final int size;
  private final Weight toward;
  private final Weight from;
  private final Weight bias;
  private final Parallel parallel;
  private @Nullable State state;

  /**
   * What a forward pass leaves.
   *
   * @param attention of every entry and head
   * @param positive whether LeakyReLU had an argument of at least 0 there
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record State(
      Matrix z, AttentionGraph graph, float[] attention, boolean[] positive, Matrix out) {}

  /**
   * A layer.
   *
   * @param heads of attention, next to each other in a row
   * @param size of a head
   * @param types of edges
   */
  public GraphAttention(
      String name,
      int heads,
      int size,
      int types,
      double learningRate,
      RandomGenerator random,
      Parallel parallel) {
    this.heads = heads;
    this.size = size;
    this.parallel = parallel;
    double bound = Math.sqrt(6.0 / (size + 1));
    toward =
        Weight.of(name + ".toward", Initial.uniform(1, heads * size, bound, random), learningRate);
    from = Weight.of(name + ".from", Initial.uniform(1, heads * size, bound, random), learningRate);
    bias = Weight.of(name + ".bias", new Matrix(types, heads), learningRate);
  }

  @Override
  public List<Weight> weights() {
    return List.of(toward, from, bias);
  }

  /**
   * Applies it.
   *
   * @param z nodes x (heads * size); kept for the way back
   * @return nodes x (heads * size)
   */
  public Matrix forward(Matrix z, AttentionGraph graph) {
    int d = heads * size;
    float[] ofTargets = scores(z, toward.value().data());
    float[] ofSources = scores(z, from.value().data());
    State now =
        new State(
            z,
            graph,
            new float[graph.entries() * heads],
            new boolean[graph.entries() * heads],
            new Matrix(graph.nodes(), d));
    forEachChunk(
        graph,
        (chunk, first, last) -> {
          for (int i = first; i < last; i++) {
            attend(now, i, ofTargets, ofSources);
            gather(now, i);
          }
        });
    state = now;
    return now.out;
  }

  /** The inner product of every head with its part of a vector. */
  private float[] scores(Matrix z, float[] vector) {
    float[] scores = new float[z.rows() * heads];
    for (int n = 0; n < scores.length; n++) {
      scores[n] = VectorOps.dot(z.data(), n * size, vector, n % heads * size, size);
    }
    return scores;
  }

  /** The softmax over a node's row, for every head. */
  private void attend(State now, int i, float[] ofTargets, float[] ofSources) {
    AttentionGraph graph = now.graph;
    float[] c = bias.value().data();
    float[] attention = now.attention;
    for (int h = 0; h < heads; h++) {
      float largest = Float.NEGATIVE_INFINITY;
      for (int e = graph.from(i); e < graph.from(i + 1); e++) {
        float score =
            ofTargets[i * heads + h]
                + ofSources[graph.source(e) * heads + h]
                + c[graph.type(e) * heads + h];
        boolean positive = score >= 0;
        score = positive ? score : SLOPE * score;
        now.positive[e * heads + h] = positive;
        attention[e * heads + h] = score;
        largest = Math.max(largest, score);
      }
      float sum = 0;
      for (int e = graph.from(i); e < graph.from(i + 1); e++) {
        float weight = VectorOps.exp(attention[e * heads + h] - largest);
        attention[e * heads + h] = weight;
        sum += weight;
      }
      float scale = 1 / sum;
      for (int e = graph.from(i); e < graph.from(i + 1); e++) {
        attention[e * heads + h] *= scale;
      }
    }
  }

  private void gather(State now, int i) {
    AttentionGraph graph = now.graph;
    int d = heads * size;
    float[] z = now.z.data();
    float[] out = now.out.data();
    for (int e = graph.from(i); e < graph.from(i + 1); e++) {
      int row = graph.source(e) * d;
      for (int h = 0; h < heads; h++) {
        VectorOps.axpy(
            now.attention[e * heads + h], z, row + h * size, out, i * d + h * size, size);
      }
    }
    for (int k = i * d; k < (i + 1) * d; k++) {
      out[k] = out[k] > 0 ? out[k] : VectorOps.exp(out[k]) - 1;
    }
  }

  @Override
  public Matrix backward(Matrix gradient) {
    State now = Forward.of(state);
    AttentionGraph graph = now.graph;
    int d = heads * size;
    Matrix dy = ofSums(gradient, now.out);
    float[] dScores = new float[graph.entries() * heads];
    float[] dTargets = new float[graph.nodes() * heads];
    int chunks = chunks(graph);
    float[][] dBias = new float[chunks][bias.value().data().length];
    forEachChunk(
        graph,
        (chunk, first, last) -> {
          for (int i = first; i < last; i++) {
            backThroughSoftmax(now, i, dy.data(), dScores, dTargets, dBias[chunk]);
          }
        });
    Matrix dz = new Matrix(graph.nodes(), d);
    float[][] dToward = new float[chunks][d];
    float[][] dFrom = new float[chunks][d];
    forEachChunk(
        graph,
        (chunk, first, last) -> {
          for (int j = first; j < last; j++) {
            backToSource(now, j, dy.data(), dScores, dTargets, dz, dToward[chunk], dFrom[chunk]);
          }
        });
    add(dBias, bias);
    add(dToward, toward);
    add(dFrom, from);
    return dz;
  }

  /** Back through ELU, whose slope is 1 above 0 and its value + 1 below. */
  private static Matrix ofSums(Matrix gradient, Matrix out) {
    Matrix dy = gradient.copy();
    float[] g = dy.data();
    float[] y = out.data();
    for (int k = 0; k < g.length; k++) {
      g[k] *= y[k] > 0 ? 1 : y[k] + 1;
    }
    return dy;
  }

  private void backThroughSoftmax(
      State now, int i, float[] dy, float[] dScores, float[] dTargets, float[] dBias) {
    AttentionGraph graph = now.graph;
    float[] z = now.z.data();
    for (int h = 0; h < heads; h++) {
      int at = (i * heads + h) * size;
      float mean = 0;
      for (int e = graph.from(i); e < graph.from(i + 1); e++) {
        int source = (graph.source(e) * heads + h) * size;
        float slope = VectorOps.dot(dy, at, z, source, size);
        dScores[e * heads + h] = slope;
        mean = Math.fma(now.attention[e * heads + h], slope, mean);
      }
      float sum = 0;
      for (int e = graph.from(i); e < graph.from(i + 1); e++) {
        int n = e * heads + h;
        float slope = now.attention[n] * (dScores[n] - mean);
        slope = now.positive[n] ? slope : SLOPE * slope;
        dScores[n] = slope;
        sum += slope;
        dBias[graph.type(e) * heads + h] += slope;
      }
      dTargets[i * heads + h] = sum;
    }
  }

  private void backToSource(
      State now,
      int j,
      float[] dy,
      float[] dScores,
      float[] dTargets,
      Matrix dz,
      float[] dToward,
      float[] dFrom) {
    AttentionGraph graph = now.graph;
    int d = heads * size;
    for (int h = 0; h < heads; h++) {
      int at = j * d + h * size;
      float score = 0;
      for (int e = graph.from(j); e < graph.from(j + 1); e++) {
        int back = graph.reverse(e) * heads + h;
        int target = graph.source(e) * d + h * size;
        VectorOps.axpy(now.attention[back], dy, target, dz.data(), at, size);
        score += dScores[back];
      }
      float ofTarget = dTargets[j * heads + h];
      VectorOps.axpy(score, from.value().data(), h * size, dz.data(), at, size);
      VectorOps.axpy(ofTarget, toward.value().data(), h * size, dz.data(), at, size);
      VectorOps.axpy(score, now.z.data(), at, dFrom, h * size, size);
      VectorOps.axpy(ofTarget, now.z.data(), at, dToward, h * size, size);
    }
  }

  private static void add(float[][] parts, Weight into) {
    for (float[] part : parts) {
      VectorOps.axpy(1, part, into.gradient().data());
    }
  }

  /** Work on a range of nodes. */
  @FunctionalInterface
  private interface Work {
    void on(int chunk, int first, int last);
  }

  private static int chunks(AttentionGraph graph) {
    return (graph.nodes() + CHUNK - 1) / CHUNK;
  }

  private void forEachChunk(AttentionGraph graph, Work work) {
    parallel.forEach(
        chunks(graph),
        chunk -> work.on(chunk, chunk * CHUNK, Math.min(graph.nodes(), (chunk + 1) * CHUNK)));
  }
}
