package org.reland.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.reland.linalg.Matrix;

/** Holds a layer's gradients against central differences of a random linear loss. */
final class GradientCheck {
  private static final float STEP = 4e-3f;
  private static final int MOST = 60;

  private final Layer layer;
  private final UnaryOperator<Matrix> forward;
  private final SplittableRandom random = new SplittableRandom(5);

  GradientCheck(Layer layer, UnaryOperator<Matrix> forward) {
    this.layer = layer;
    this.forward = forward;
  }

  /** With respect to the argument and to every weight. */
  void at(Matrix x) {
    Matrix out = forward.apply(x);
    Matrix factors = Initial.normal(out.rows(), out.cols(), 1, random);
    layer.weights().forEach(w -> Arrays.fill(w.gradient().data(), 0));
    Matrix dx = layer.backward(factors.copy());
    compare("input", x.data(), dx.data(), x, factors);
    for (Weight weight : layer.weights()) {
      compare(weight.name(), weight.value().data(), weight.gradient().data(), x, factors);
    }
  }

  private void compare(String what, float[] values, float[] gradient, Matrix x, Matrix factors) {
    double size = Arrays.stream(toDoubles(gradient)).map(Math::abs).max().orElse(0);
    for (int n = 0; n < Math.min(MOST, values.length); n++) {
      int i = values.length <= MOST ? n : random.nextInt(values.length);
      float value = values[i];
      values[i] = value + STEP;
      double above = loss(x, factors);
      values[i] = value - STEP;
      double below = loss(x, factors);
      values[i] = value;
      double slope = (above - below) / (2.0 * STEP);
      assertEquals(slope, gradient[i], 0.01 * Math.max(1e-2, size), what + "[" + i + "]");
    }
  }

  private double loss(Matrix x, Matrix factors) {
    float[] out = forward.apply(x).data();
    double sum = 0;
    for (int i = 0; i < out.length; i++) {
      sum += (double) out[i] * factors.data()[i];
    }
    return sum;
  }

  private static double[] toDoubles(float[] floats) {
    double[] doubles = new double[floats.length];
    Arrays.setAll(doubles, i -> floats[i]);
    return doubles;
  }
}
