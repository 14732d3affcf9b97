package org.reland.neural;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.VectorOps;

/**
 * Multi-head scaled dot-product attention (Vaswani et al., NeurIPS 2017) in which every row sees
 * the rows of its own sequence up to itself. Sequences are packed, so that the mask is the packing
 * and nothing is computed for padding.
 */
public final class CausalSelfAttention implements Layer {
  /** Sequences in one chunk of work. */
  private static final int CHUNK = 4;

  /** The probabilities of a pass lie in one array; the JVM's end a little below 2^31. */
  private static final long MOST = Integer.MAX_VALUE - 8;

  private final int heads;
  private final Linear projections;
  private final Linear output;
  private final Dropout dropout;
  private final Parallel parallel;
  private @Nullable Pass pass;

  /**
   * Of a forward pass.
   *
   * @param qkv n x 3d: queries, keys and values side by side
   * @param probabilities of all heads, by sequence, head and row: row i has i + 1
   * @param dropped the same after dropout
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Pass(Packing packing, Matrix qkv, float[] probabilities, float[] dropped) {}

  /** Weights start normal with mean 0. */
  public CausalSelfAttention(String name, Trunk trunk, RandomGenerator random, Parallel parallel) {
    int d = trunk.dimensions();
    this.heads = trunk.heads();
    this.parallel = parallel;
    this.projections =
        new Linear(
            name + ".qkv",
            Initial.normal(d, 3 * d, trunk.deviation(), random),
            trunk.learningRate(),
            parallel);
    this.output =
        new Linear(
            name + ".output",
            Initial.normal(d, d, trunk.deviation(), random),
            trunk.learningRate(),
            parallel);
    this.dropout = new Dropout(trunk.attentionDropout());
  }

  /**
   * How long sequences may be where all of a pass are: each has heads * length * (length + 1) / 2
   * probabilities, and those of all sequences have to fit into one array.
   *
   * @return 0 where not even sequences of one row fit
   */
  public static int longest(int sequences, int heads) {
    long pairs = MOST / Math.multiplyFull(sequences, heads);
    int length = (int) ((Math.sqrt(8.0 * pairs + 1) - 1) / 2);
    return pairs(length) > pairs ? length - 1 : length;
  }

  /** Of a row and a row that it sees. */
  private static long pairs(int length) {
    return length * (length + 1L) / 2;
  }

  @Override
  public List<Weight> weights() {
    List<Weight> weights = new ArrayList<>(projections.weights());
    weights.addAll(output.weights());
    return weights;
  }

  /**
   * Applies it.
   *
   * @param x n x d
   * @param random for dropout; null at inference
   */
  public Matrix forward(Matrix x, Packing packing, @Nullable RandomGenerator random) {
    Matrix qkv = projections.forward(x);
    int[] places = places(packing);
    float[] probabilities = new float[places[packing.sequences()]];
    forSequences(packing, s -> probabilities(packing, s, qkv, probabilities, places[s]));
    float[] dropped = random == null ? probabilities : probabilities.clone();
    dropout.forward(dropped, random);
    pass = new Pass(packing, qkv, probabilities, dropped);
    Matrix context = new Matrix(x.rows(), x.cols());
    forSequences(packing, s -> mix(packing, s, qkv, dropped, places[s], context));
    return output.forward(context);
  }

  @Override
  public Matrix backward(Matrix gradient) {
    Pass last = Forward.of(pass);
    Matrix dContext = output.backward(gradient);
    Packing packing = last.packing();
    int[] places = places(packing);
    // With respect to the probabilities after dropout, before dropout, and to the scores in turn.
    float[] dScores = new float[last.probabilities().length];
    Matrix dQkv = new Matrix(last.qkv().rows(), last.qkv().cols());
    forSequences(packing, s -> backToProbabilities(last, s, places[s], dContext, dScores, dQkv));
    dropout.backward(dScores);
    forSequences(packing, s -> backToRows(last, s, places[s], dScores, dQkv));
    return projections.backward(dQkv);
  }

  /** Where the probabilities of a sequence begin. */
  private int[] places(Packing packing) {
    int[] places = new int[packing.sequences() + 1];
    long place = 0;
    for (int s = 0; s < packing.sequences(); s++) {
      place += heads * pairs(packing.length(s));
      if (place > MOST) {
        throw new IllegalArgumentException(
            "the attention of %d sequences, the longest of %d rows, with %d heads does not fit into one array (at most 2^31 - 9 numbers)"
                .formatted(packing.sequences(), packing.longest(), heads));
      }
      places[s + 1] = (int) place;
    }
    return places;
  }

  private void probabilities(Packing packing, int s, Matrix qkv, float[] p, int place) {
    int d = qkv.cols() / 3;
    int width = d / heads;
    float scale = (float) (1 / Math.sqrt(width));
    float[] data = qkv.data();
    int at = place;
    for (int h = 0; h < heads; h++) {
      for (int i = packing.from(s); i < packing.from(s + 1); i++) {
        int query = i * 3 * d + h * width;
        int end = at;
        float max = Float.NEGATIVE_INFINITY;
        for (int j = packing.from(s); j <= i; j++) {
          int key = j * 3 * d + d + h * width;
          p[end] = scale * VectorOps.dot(data, query, data, key, width);
          max = Math.max(max, p[end++]);
        }
        float sum = 0;
        for (int e = at; e < end; e++) {
          p[e] = VectorOps.exp(p[e] - max);
          sum += p[e];
        }
        for (int e = at; e < end; e++) {
          p[e] /= sum;
        }
        at = end;
      }
    }
  }

  private void mix(Packing packing, int s, Matrix qkv, float[] p, int place, Matrix context) {
    int d = qkv.cols() / 3;
    int width = d / heads;
    int at = place;
    for (int h = 0; h < heads; h++) {
      for (int i = packing.from(s); i < packing.from(s + 1); i++) {
        for (int j = packing.from(s); j <= i; j++) {
          int value = j * 3 * d + 2 * d + h * width;
          VectorOps.axpy(p[at++], qkv.data(), value, context.data(), i * d + h * width, width);
        }
      }
    }
  }

  private void backToProbabilities(
      Pass last, int s, int place, Matrix dContext, float[] dDropped, Matrix dQkv) {
    Packing packing = last.packing();
    int d = dContext.cols();
    int width = d / heads;
    int at = place;
    for (int h = 0; h < heads; h++) {
      for (int i = packing.from(s); i < packing.from(s + 1); i++) {
        int row = i * d + h * width;
        for (int j = packing.from(s); j <= i; j++) {
          int value = j * 3 * d + 2 * d + h * width;
          dDropped[at] = VectorOps.dot(dContext.data(), row, last.qkv().data(), value, width);
          VectorOps.axpy(last.dropped()[at++], dContext.data(), row, dQkv.data(), value, width);
        }
      }
    }
  }

  private void backToRows(Pass last, int s, int place, float[] dScores, Matrix dQkv) {
    Packing packing = last.packing();
    int d = dQkv.cols() / 3;
    int width = d / heads;
    float scale = (float) (1 / Math.sqrt(width));
    float[] p = last.probabilities();
    float[] qkv = last.qkv().data();
    int at = place;
    for (int h = 0; h < heads; h++) {
      for (int i = packing.from(s); i < packing.from(s + 1); i++) {
        int count = i - packing.from(s) + 1;
        float along = 0;
        for (int e = at; e < at + count; e++) {
          along = Math.fma(p[e], dScores[e], along);
        }
        int query = i * 3 * d + h * width;
        for (int j = packing.from(s); j <= i; j++) {
          float score = scale * p[at] * (dScores[at] - along);
          at++;
          int key = j * 3 * d + d + h * width;
          VectorOps.axpy(score, qkv, key, dQkv.data(), query, width);
          VectorOps.axpy(score, qkv, query, dQkv.data(), key, width);
        }
      }
    }
  }

  private void forSequences(Packing packing, IntConsumer body) {
    int count = packing.sequences();
    parallel.forEach(
        (count + CHUNK - 1) / CHUNK,
        chunk -> {
          for (int s = chunk * CHUNK; s < Math.min(count, (chunk + 1) * CHUNK); s++) {
            body.accept(s);
          }
        });
  }
}
