package org.reland.recommend.backbone;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.reland.linalg.CsrMatrix;
import org.reland.linalg.Gemm;
import org.reland.linalg.Matrix;
import org.reland.linalg.Normal;
import org.reland.linalg.Parallel;
import org.reland.linalg.VectorOps;
import org.reland.neural.Weight;

/**
 * One layer of NGCF: N = normalise(dropout(LeakyReLU(W1 (E + AE) + W2 (AE * E) + b))), rows of unit
 * length. W1 and W2 lie upon each other, so that one product applies both to [E + AE | AE * E].
 *
 * <p>Holds the intermediate values of the last {@link #forward} for {@link #backward}.
 */
final class NgcfLayer {
  private static final float SLOPE = 0.2f;
  private static final int CHUNK = 256;

  private final CsrMatrix adjacency;
  private final int d;
  private final Parallel parallel;
  private final Weight weight;
  private final Weight bias;
  private final Matrix neighbours;
  private final Matrix pair;
  private final Matrix output;
  private final float[] norms;

  NgcfLayer(
      int number,
      CsrMatrix adjacency,
      int d,
      double learningRate,
      RandomGenerator random,
      Parallel parallel) {
    this.adjacency = adjacency;
    this.d = d;
    this.parallel = parallel;
    Matrix both = new Matrix(2 * d, d);
    Normal.fill(both, 0, 2 * d, Normal.xavier(d, d), random);
    weight = Weight.of("layer-" + number + ".weights", both, learningRate);
    bias = Weight.of("layer-" + number + ".bias", new Matrix(1, d), learningRate);
    int nodes = adjacency.rows();
    neighbours = new Matrix(nodes, d);
    pair = new Matrix(nodes, 2 * d);
    output = new Matrix(nodes, d);
    norms = new float[nodes];
  }

  List<Weight> weights() {
    return List.of(weight, bias);
  }

  /** N, nodes x d, overwritten by the next call. */
  Matrix forward(Matrix input, Dropout dropout) {
    adjacency.multiply(input, neighbours, parallel);
    float[] e = input.data();
    float[] s = neighbours.data();
    float[] pq = pair.data();
    forRows(
        r -> {
          for (int j = 0; j < d; j++) {
            pq[2 * r * d + j] = e[r * d + j] + s[r * d + j];
            pq[(2 * r + 1) * d + j] = e[r * d + j] * s[r * d + j];
          }
        });
    Gemm.multiply(pair, weight.value(), output, parallel);
    float[] z = output.data();
    float[] b = bias.value().data();
    forRows(
        r -> {
          for (int j = 0; j < d; j++) {
            float x = z[r * d + j] + b[j];
            z[r * d + j] = x > 0 ? x : SLOPE * x;
          }
        });
    dropout.apply(output, parallel);
    forRows(
        r -> {
          float norm = VectorOps.norm(z, r * d, d);
          norms[r] = norm;
          for (int j = r * d; norm > 0 && j < (r + 1) * d; j++) {
            z[j] /= norm;
          }
        });
    return output;
  }

  /**
   * Sets the gradients of the weights.
   *
   * @param input as it was given to {@link #forward}
   * @param gradient with respect to N; overwritten
   * @param into becomes the one with respect to the input
   */
  void backward(Matrix input, Matrix gradient, Dropout dropout, Matrix into) {
    throughActivation(gradient.data(), dropout.scale());
    Gemm.transposedMultiply(pair, gradient, weight.gradient(), parallel);
    sumOfRows(gradient, bias.gradient());
    Matrix ofPair = new Matrix(pair.rows(), 2 * d);
    Gemm.multiplyTransposed(gradient, weight.value(), ofPair, parallel);
    float[] e = input.data();
    float[] s = neighbours.data();
    float[] dPq = ofPair.data();
    float[] dS = gradient.data();
    forRows(
        r -> {
          for (int j = 0; j < d; j++) {
            dS[r * d + j] = Math.fma(dPq[(2 * r + 1) * d + j], e[r * d + j], dPq[2 * r * d + j]);
          }
        });
    adjacency.multiply(gradient, into, parallel); // the adjacency is its own transpose
    float[] dE = into.data();
    forRows(
        r -> {
          for (int j = 0; j < d; j++) {
            dE[r * d + j] += Math.fma(dPq[(2 * r + 1) * d + j], s[r * d + j], dPq[2 * r * d + j]);
          }
        });
  }

  /** Back through normalisation, dropout and LeakyReLU; what was dropped is 0 in the output. */
  private void throughActivation(float[] g, float scale) {
    float[] n = output.data();
    forRows(
        r -> {
          int at = r * d;
          float along = VectorOps.dot(g, at, n, at, d);
          for (int j = at; j < at + d; j++) {
            if (n[j] == 0) {
              g[j] = 0;
            } else {
              float slope = n[j] > 0 ? scale : SLOPE * scale;
              g[j] = slope * Math.fma(-along, n[j], g[j]) / norms[r];
            }
          }
        });
  }

  private void sumOfRows(Matrix matrix, Matrix sum) {
    int chunks = (matrix.rows() + CHUNK - 1) / CHUNK;
    Matrix parts = new Matrix(chunks, d);
    forRows(r -> VectorOps.axpy(1, matrix.data(), r * d, parts.data(), r / CHUNK * d, d));
    Arrays.fill(sum.data(), 0);
    for (int chunk = 0; chunk < chunks; chunk++) {
      VectorOps.axpy(1, parts.data(), chunk * d, sum.data(), 0, d);
    }
  }

  /** What is done with a row. */
  @FunctionalInterface
  private interface Row {
    void at(int row);
  }

  private void forRows(Row body) {
    int rows = adjacency.rows();
    parallel.forEach(
        (rows + CHUNK - 1) / CHUNK,
        chunk -> {
          for (int r = chunk * CHUNK; r < Math.min(rows, (chunk + 1) * CHUNK); r++) {
            body.at(r);
          }
        });
  }
}
