package org.reland.recommend.backbone;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.reland.linalg.Gemm;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.VectorOps;
import org.reland.neural.Weight;

/**
 * One layer of a multi-layer perceptron: ReLU(x W + b). Weights and biases start uniform within 1 /
 * sqrt(inputs), as PyTorch's linear layers do.
 */
record DenseLayer(Weight weight, Weight bias) {
  static DenseLayer of(
      String name, int inputs, int outputs, double learningRate, RandomGenerator random) {
    Matrix start = uniform(inputs, outputs, inputs, random);
    return new DenseLayer(
        Weight.of(name + ".weights", start, learningRate),
        Weight.of(name + ".bias", uniform(1, outputs, inputs, random), learningRate));
  }

  /** Uniform numbers within 1 / sqrt(inputs). */
  static Matrix uniform(int rows, int cols, int inputs, RandomGenerator random) {
    float bound = (float) (1 / Math.sqrt(inputs));
    Matrix matrix = new Matrix(rows, cols);
    for (int i = 0; i < matrix.data().length; i++) {
      matrix.data()[i] = (2 * random.nextFloat() - 1) * bound;
    }
    return matrix;
  }

  List<Weight> weights() {
    return List.of(weight, bias);
  }

  /** One row of output for each of input. */
  Matrix forward(Matrix input, Parallel parallel) {
    Matrix output = new Matrix(input.rows(), weight.value().cols());
    Gemm.multiply(input, weight.value(), output, parallel);
    activate(output, bias.value().data());
    return output;
  }

  /** Adds the bias and cuts off below 0. */
  static void activate(Matrix output, float[] bias) {
    float[] x = output.data();
    int d = bias.length;
    for (int at = 0; at < x.length; at += d) {
      for (int j = 0; j < d; j++) {
        x[at + j] = Math.max(0, x[at + j] + bias[j]);
      }
    }
  }

  /**
   * Sets the gradients of the weights.
   *
   * @param output of {@link #forward}; what dropout has set to 0 in it passes nothing back
   * @param gradient with respect to the output; overwritten
   * @return the one with respect to the input
   */
  Matrix backward(Matrix input, Matrix output, Matrix gradient, Parallel parallel) {
    float[] g = gradient.data();
    for (int i = 0; i < g.length; i++) {
      g[i] = output.data()[i] > 0 ? g[i] : 0;
    }
    Gemm.transposedMultiply(input, gradient, weight.gradient(), parallel);
    Arrays.fill(bias.gradient().data(), 0);
    for (int r = 0; r < gradient.rows(); r++) {
      VectorOps.axpy(1, g, r * gradient.cols(), bias.gradient().data(), 0, gradient.cols());
    }
    Matrix ofInput = new Matrix(input.rows(), input.cols());
    Gemm.multiplyTransposed(gradient, weight.value(), ofInput, parallel);
    return ofInput;
  }
}
