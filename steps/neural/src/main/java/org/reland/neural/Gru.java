package org.reland.neural;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reland.linalg.Factor;
import org.reland.linalg.Gemm;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.VectorOps;

/**
 * A gated recurrent unit (Cho et al., EMNLP 2014) without biases, its candidate gated after the
 * product as in common libraries: r = sigma(x Wr + h Ur), z = sigma(x Wz + h Uz), n = tanh(x Wn + r
 * (h Un)), h' = (1 - z) n + z h; the first h is 0. All sequences that are long enough take a step
 * together.
 */
public final class Gru implements Layer {
  private static final int CHUNK = 32;

  private final Weight input;
  private final Weight recurrent;
  private final int hidden;
  private final Parallel parallel;
  private @Nullable Pass pass;

  /**
   * Of a forward pass.
   *
   * @param order the sequences, longest first
   * @param steps at step t, in the order above, of all sequences that are longer than t
   */
  private record Pass(Packing packing, Matrix x, int[] order, List<GruStep> steps) {}

  /**
   * Weights start uniform in +-1 / sqrt(hidden).
   *
   * @param inputs width of a row that comes in
   * @param hidden width of one that goes out
   */
  public Gru(
      String name,
      int inputs,
      int hidden,
      double learningRate,
      RandomGenerator random,
      Parallel parallel) {
    double bound = 1 / Math.sqrt(hidden);
    input =
        Weight.of(
            name + ".input", Initial.uniform(inputs, 3 * hidden, bound, random), learningRate);
    recurrent =
        Weight.of(
            name + ".recurrent", Initial.uniform(hidden, 3 * hidden, bound, random), learningRate);
    this.hidden = hidden;
    this.parallel = parallel;
  }

  @Override
  public List<Weight> weights() {
    return List.of(input, recurrent);
  }

  /**
   * Applies it.
   *
   * @param x n x inputs
   * @return n x hidden: for every row the state after it
   */
  public Matrix forward(Matrix x, Packing packing) {
    int[] order =
        IntStream.range(0, packing.sequences())
            .boxed()
            .sorted(Comparator.comparingInt((Integer s) -> -packing.length(s)))
            .mapToInt(Integer::intValue)
            .toArray();
    Matrix fromInput = new Matrix(x.rows(), 3 * hidden);
    Gemm.multiply(x, input.value(), fromInput, parallel);
    Matrix out = new Matrix(x.rows(), hidden);
    Factor ofState = Factor.of(recurrent.value(), parallel);
    List<GruStep> steps = new ArrayList<>();
    Matrix state = new Matrix(order.length, hidden);
    for (int t = 0; t < packing.longest(); t++) {
      GruStep step = GruStep.from(firstRows(state, longer(packing, order, t)));
      Matrix fromState = new Matrix(step.before().rows(), 3 * hidden);
      ofState.multiply(step.before(), fromState, parallel);
      Matrix after = new Matrix(step.before().rows(), hidden);
      int row = t;
      forRows(
          after.rows(),
          k -> {
            int at = packing.from(order[k]) + row;
            step.forward(
                k, fromInput.data(), at * 3 * hidden, fromState.data(), k * 3 * hidden, after);
            after.copyRow(k, out.data(), at * hidden);
          });
      steps.add(step);
      state = after;
    }
    pass = new Pass(packing, x, order, steps);
    return out;
  }

  @Override
  public Matrix backward(Matrix gradient) {
    Pass last = Forward.of(pass);
    Packing packing = last.packing();
    int n = gradient.rows();
    Matrix dInput = new Matrix(n, 3 * hidden);
    // Of all steps, one behind the other, for one product with respect to the weights.
    Matrix before = new Matrix(n, hidden);
    Matrix dRecurrent = new Matrix(n, 3 * hidden);
    Factor back = Factor.ofTransposed(recurrent.value(), parallel);
    Matrix dState = new Matrix(last.order().length, hidden);
    int end = n;
    for (int t = last.steps().size() - 1; t >= 0; t--) {
      GruStep step = last.steps().get(t);
      int count = step.before().rows();
      int first = end - count;
      int row = t;
      Matrix dAfter = firstRows(dState, count);
      Matrix ofStep = new Matrix(count, 3 * hidden);
      forRows(
          count,
          k -> {
            int at = packing.from(last.order()[k]) + row;
            VectorOps.axpy(1, gradient.data(), at * hidden, dAfter.data(), k * hidden, hidden);
            step.backward(k, dAfter, dInput.data(), at * 3 * hidden, ofStep.data(), k * 3 * hidden);
          });
      put(step.before(), before, first);
      put(ofStep, dRecurrent, first);
      Matrix through = new Matrix(count, hidden);
      back.multiply(ofStep, through, parallel);
      VectorOps.axpy(1, through.data(), dAfter.data());
      put(dAfter, dState, 0);
      end = first;
    }
    addProduct(before, dRecurrent, recurrent);
    addProduct(last.x(), dInput, input);
    Matrix dx = new Matrix(last.x().rows(), last.x().cols());
    Gemm.multiplyTransposed(dInput, input.value(), dx, parallel);
    return dx;
  }

  private static void put(Matrix rows, Matrix into, int first) {
    System.arraycopy(rows.data(), 0, into.data(), first * into.cols(), rows.data().length);
  }

  private void addProduct(Matrix rows, Matrix gradient, Weight weight) {
    Matrix product = new Matrix(weight.value().rows(), weight.value().cols());
    Gemm.transposedMultiply(rows, gradient, product, parallel);
    VectorOps.axpy(1, product.data(), weight.gradient().data());
  }

  /** How many sequences have a row t. */
  private static int longer(Packing packing, int[] order, int t) {
    int count = 0;
    while (count < order.length && packing.length(order[count]) > t) {
      count++;
    }
    return count;
  }

  private static Matrix firstRows(Matrix matrix, int count) {
    return Matrix.of(Arrays.copyOf(matrix.data(), count * matrix.cols()), count, matrix.cols());
  }

  private void forRows(int rows, IntConsumer body) {
    // Three gates, some twenty operations an entry.
    Parallel enough = parallel.forWork(3L * 20 * rows * hidden);
    enough.forEach(
        (rows + CHUNK - 1) / CHUNK,
        chunk -> {
          for (int k = chunk * CHUNK; k < Math.min(rows, (chunk + 1) * CHUNK); k++) {
            body.accept(k);
          }
        });
  }
}
