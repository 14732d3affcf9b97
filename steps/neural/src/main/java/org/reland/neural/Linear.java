package org.reland.neural;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reland.linalg.Gemm;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.VectorOps;

/** y = x W + b, row by row. */
public final class Linear implements Layer {
  private final Weight weight;
  private final Weight bias;
  private final Parallel parallel;
  private @Nullable Matrix input;

  /**
   * A layer whose bias starts at 0.
   *
   * @param initial in x out
   */
  public Linear(String name, Matrix initial, double learningRate, Parallel parallel) {
    this.weight = Weight.of(name + ".weight", initial, learningRate);
    this.bias = Weight.of(name + ".bias", new Matrix(1, initial.cols()), learningRate);
    this.parallel = parallel;
  }

  @Override
  public List<Weight> weights() {
    return List.of(weight, bias);
  }

  /**
   * Applies it.
   *
   * @param x n x in
   * @return n x out
   */
  public Matrix forward(Matrix x) {
    input = x;
    Matrix y = new Matrix(x.rows(), weight.value().cols());
    Gemm.multiply(x, weight.value(), y, parallel);
    float[] b = bias.value().data();
    for (int r = 0; r < y.rows(); r++) {
      VectorOps.axpy(1, b, 0, y.data(), r * b.length, b.length);
    }
    return y;
  }

  @Override
  public Matrix backward(Matrix gradient) {
    Matrix x = Forward.of(input);
    Matrix ofWeight = new Matrix(weight.value().rows(), weight.value().cols());
    Gemm.transposedMultiply(x, gradient, ofWeight, parallel);
    VectorOps.axpy(1, ofWeight.data(), weight.gradient().data());
    float[] b = bias.gradient().data();
    for (int r = 0; r < gradient.rows(); r++) {
      VectorOps.axpy(1, gradient.data(), r * b.length, b, 0, b.length);
    }
    Matrix dx = new Matrix(x.rows(), x.cols());
    Gemm.multiplyTransposed(gradient, weight.value(), dx, parallel);
    return dx;
  }
}
