package org.reland.neural;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reland.linalg.Matrix;
import org.reland.linalg.VectorOps;

/** Layer normalisation (Ba et al., 2016): rows to mean 0 and variance 1, then scaled and moved. */
public final class LayerNorm implements Layer {
  private static final double EPSILON = 1e-12;

  private final Weight scale;
  private final Weight shift;
  private final float[] ones;
  private @Nullable Matrix normal;
  private float[] inverse = {};

  public LayerNorm(String name, int dimensions, double learningRate) {
    scale = Weight.of(name + ".scale", Initial.constant(1, dimensions, 1), learningRate);
    shift = Weight.of(name + ".shift", new Matrix(1, dimensions), learningRate);
    ones = Initial.constant(1, dimensions, 1).data();
  }

  @Override
  public List<Weight> weights() {
    return List.of(scale, shift);
  }

  /** Applies it to n rows; the argument stays as it is. */
  public Matrix forward(Matrix x) {
    int d = x.cols();
    Matrix hat = new Matrix(x.rows(), d);
    Matrix y = new Matrix(x.rows(), d);
    inverse = new float[x.rows()];
    float[] g = scale.value().data();
    float[] b = shift.value().data();
    for (int r = 0; r < x.rows(); r++) {
      int at = r * d;
      float mean = VectorOps.dot(x.data(), at, ones, 0, d) / d;
      for (int j = 0; j < d; j++) {
        hat.data()[at + j] = x.data()[at + j] - mean;
      }
      float variance = VectorOps.dot(hat.data(), at, hat.data(), at, d) / d;
      inverse[r] = (float) (1 / Math.sqrt(variance + EPSILON));
      for (int j = 0; j < d; j++) {
        hat.data()[at + j] *= inverse[r];
        y.data()[at + j] = Math.fma(hat.data()[at + j], g[j], b[j]);
      }
    }
    normal = hat;
    return y;
  }

  @Override
  public Matrix backward(Matrix gradient) {
    Matrix hat = Forward.of(normal);
    int d = hat.cols();
    Matrix dx = new Matrix(hat.rows(), d);
    float[] g = scale.value().data();
    float[] dScale = scale.gradient().data();
    float[] dShift = shift.gradient().data();
    float[] h = hat.data();
    float[] dy = gradient.data();
    float[] out = dx.data();
    for (int r = 0; r < hat.rows(); r++) {
      int at = r * d;
      for (int j = 0; j < d; j++) {
        dScale[j] = Math.fma(dy[at + j], h[at + j], dScale[j]);
        dShift[j] += dy[at + j];
        out[at + j] = dy[at + j] * g[j];
      }
      float mean = VectorOps.dot(out, at, ones, 0, d) / d;
      float along = VectorOps.dot(out, at, h, at, d) / d;
      for (int j = 0; j < d; j++) {
        out[at + j] = inverse[r] * (out[at + j] - mean - h[at + j] * along);
      }
    }
    return dx;
  }
}
