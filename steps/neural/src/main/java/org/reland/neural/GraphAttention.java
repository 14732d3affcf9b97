package org.reland.neural;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reland.linalg.Heads;
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

  private final Heads heads;
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
    this.heads = new Heads(heads, size);
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
    int d = heads.length();
    float[] ofTargets = new float[graph.nodes() * heads.count()];
    float[] ofSources = new float[graph.nodes() * heads.count()];
    State now =
        new State(
            z,
            graph,
            new float[graph.entries() * heads.count()],
            new boolean[graph.entries() * heads.count()],
            new Matrix(graph.nodes(), d));
    forEachChunk(
        graph,
        (chunk, first, last) -> {
          int[] nodes = IntStream.range(first, last).toArray();
          float[] a = toward.value().data();
          float[] b = from.value().data();
          heads.dots(nodes, 0, nodes.length, a, 0, z.data(), ofTargets, first * heads.count());
          heads.dots(nodes, 0, nodes.length, b, 0, z.data(), ofSources, first * heads.count());
        });
    forEachChunk(
        graph,
        (chunk, first, last) -> {
          for (int i = first; i < last; i++) {
            attend(now, i, ofTargets, ofSources);
            heads.gather(
                graph.sources(),
                graph.from(i),
                graph.from(i + 1),
                now.attention,
                graph.from(i) * heads.count(),
                z.data(),
                now.out.data(),
                i * d);
          }
          elu(now.out.data(), first * d, last * d);
        });
    state = now;
    return now.out;
  }

  private static void elu(float[] y, int from, int to) {
    for (int k = from; k < to; k++) {
      y[k] = y[k] > 0 ? y[k] : VectorOps.exp(y[k]) - 1;
    }
  }

  /** The softmax over a node's row, for every head. */
  private void attend(State now, int i, float[] ofTargets, float[] ofSources) {
    AttentionGraph graph = now.graph;
    int count = heads.count();
    int first = graph.from(i) * count;
    int last = graph.from(i + 1) * count;
    float[] c = bias.value().data();
    float[] attention = now.attention;
    float[] largest = new float[count];
    Arrays.fill(largest, Float.NEGATIVE_INFINITY);
    int n = first;
    for (int e = graph.from(i); e < graph.from(i + 1); e++) {
      int source = graph.source(e) * count;
      int type = graph.type(e) * count;
      for (int h = 0; h < count; h++) {
        float score = ofTargets[i * count + h] + ofSources[source + h] + c[type + h];
        boolean positive = score >= 0;
        score = positive ? score : SLOPE * score;
        now.positive[n] = positive;
        attention[n++] = score;
        largest[h] = Math.max(largest[h], score);
      }
    }
    for (n = first; n < last; ) {
      for (int h = 0; h < count; h++) {
        attention[n++] -= largest[h];
      }
    }
    VectorOps.exp(attention, first, last);
    float[] sums = new float[count];
    for (n = first; n < last; ) {
      for (int h = 0; h < count; h++) {
        sums[h] += attention[n++];
      }
    }
    for (n = first; n < last; ) {
      for (int h = 0; h < count; h++) {
        attention[n++] /= sums[h];
      }
    }
  }

  @Override
  public Matrix backward(Matrix gradient) {
    State now = Forward.of(state);
    AttentionGraph graph = now.graph;
    int d = heads.length();
    Matrix dy = gradient.copy();
    float[] dScores = new float[graph.entries() * heads.count()];
    float[] dTargets = new float[graph.nodes() * heads.count()];
    int chunks = chunks(graph);
    float[][] dBias = new float[chunks][bias.value().data().length];
    forEachChunk(
        graph,
        (chunk, first, last) -> {
          backThroughElu(dy.data(), now.out.data(), first * d, last * d);
          for (int i = first; i < last; i++) {
            heads.dots(
                graph.sources(),
                graph.from(i),
                graph.from(i + 1),
                dy.data(),
                i * d,
                now.z.data(),
                dScores,
                graph.from(i) * heads.count());
            backThroughSoftmax(now, i, dScores, dTargets, dBias[chunk]);
          }
        });
    Matrix dz = new Matrix(graph.nodes(), d);
    float[][] dToward = new float[chunks][d];
    float[][] dFrom = new float[chunks][d];
    forEachChunk(
        graph,
        (chunk, first, last) -> {
          for (int j = first; j < last; j++) {
            float[] ofSource = backToSource(now, j, dy.data(), dScores, dz.data());
            for (int h = 0; h < heads.count(); h++) {
              int at = j * d + h * heads.size();
              backThroughScore(from, ofSource[h], h, now.z, dz, at, dFrom[chunk]);
              float ofTarget = dTargets[j * heads.count() + h];
              backThroughScore(toward, ofTarget, h, now.z, dz, at, dToward[chunk]);
            }
          }
        });
    add(dBias, bias);
    add(dToward, toward);
    add(dFrom, from);
    return dz;
  }

  /** ELU's slope is 1 above 0 and its value + 1 below. */
  private static void backThroughElu(float[] dy, float[] y, int from, int to) {
    for (int k = from; k < to; k++) {
      dy[k] *= y[k] > 0 ? 1 : y[k] + 1;
    }
  }

  /**
   * From the slopes of a row's attention to those of its scores, in place, and to their sums by
   * head and by edge type.
   */
  private void backThroughSoftmax(
      State now, int i, float[] dScores, float[] dTargets, float[] dBias) {
    AttentionGraph graph = now.graph;
    int count = heads.count();
    int first = graph.from(i) * count;
    int last = graph.from(i + 1) * count;
    float[] means = new float[count];
    for (int n = first; n < last; ) {
      for (int h = 0; h < count; h++) {
        means[h] = Math.fma(now.attention[n], dScores[n], means[h]);
        n++;
      }
    }
    int n = first;
    for (int e = graph.from(i); e < graph.from(i + 1); e++) {
      int type = graph.type(e) * count;
      for (int h = 0; h < count; h++) {
        float slope = now.attention[n] * (dScores[n] - means[h]);
        slope = now.positive[n] ? slope : SLOPE * slope;
        dScores[n++] = slope;
        dTargets[i * count + h] += slope;
        dBias[type + h] += slope;
      }
    }
  }

  /**
   * Gathers what a node gave to others.
   *
   * @return by head, the slope of its score as a source
   */
  private float[] backToSource(State now, int j, float[] dy, float[] dScores, float[] dz) {
    AttentionGraph graph = now.graph;
    int count = heads.count();
    float[] given = new float[(graph.from(j + 1) - graph.from(j)) * count];
    float[] slopes = new float[count];
    int n = 0;
    for (int e = graph.from(j); e < graph.from(j + 1); e++) {
      int back = graph.reverse(e) * count;
      for (int h = 0; h < count; h++) {
        given[n++] = now.attention[back + h];
        slopes[h] += dScores[back + h];
      }
    }
    heads.gather(
        graph.sources(), graph.from(j), graph.from(j + 1), given, 0, dy, dz, j * heads.length());
    return slopes;
  }

  /** Of a score that is the inner product of a head with its part of a vector. */
  private void backThroughScore(
      Weight vector, float slope, int head, Matrix z, Matrix dz, int at, float[] gradient) {
    int part = head * heads.size();
    VectorOps.axpy(slope, vector.value().data(), part, dz.data(), at, heads.size());
    VectorOps.axpy(slope, z.data(), at, gradient, part, heads.size());
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
