package org.reland.linalg;

/**
 * The Adam optimiser (Kingma and Ba, ICLR 2015, Algorithm 1) over one flat array of parameters. Its
 * state can be read and restored, so that training continues from a checkpoint with the same bytes.
 */
public final class Adam {
  private static final int CHUNK = 1 << 15;

  private final double learningRate;
  private final float beta1;
  private final float beta2;
  private final float epsilon;
  private final float[] firstMoment;
  private final float[] secondMoment;
  private int steps;

  /** For {@code size} parameters; usual values are beta1 0.9, beta2 0.999, epsilon 1e-8. */
  public Adam(int size, double learningRate, double beta1, double beta2, double epsilon) {
    this.learningRate = learningRate;
    this.beta1 = (float) beta1;
    this.beta2 = (float) beta2;
    this.epsilon = (float) epsilon;
    this.firstMoment = new float[size];
    this.secondMoment = new float[size];
  }

  /** One update of {@code parameters} against {@code gradient}; both as long as the state. */
  public void step(float[] parameters, float[] gradient, Parallel parallel) {
    requireLength("parameters", parameters.length);
    requireLength("gradient", gradient.length);
    steps++;
    float rate = (float) (learningRate / (1 - StrictMath.pow(beta1, steps)));
    float correction = (float) (1 / (1 - StrictMath.pow(beta2, steps)));
    Chunks chunks = new Chunks(parameters.length, CHUNK);
    parallel.forEach(
        chunks.count(),
        c -> update(parameters, gradient, chunks.from(c), chunks.to(c), rate, correction));
  }

  /**
   * The compiler makes vectors of this loop; every operation in it is exact to the last bit in any
   * width.
   */
  private void update(float[] p, float[] g, int from, int to, float rate, float correction) {
    float[] m = firstMoment;
    float[] v = secondMoment;
    float rest1 = 1 - beta1;
    float rest2 = 1 - beta2;
    for (int i = from; i < to; i++) {
      float mi = Math.fma(beta1, m[i], rest1 * g[i]);
      float vi = Math.fma(beta2, v[i], rest2 * g[i] * g[i]);
      m[i] = mi;
      v[i] = vi;
      p[i] -= rate * mi / ((float) Math.sqrt(vi * correction) + epsilon);
    }
  }

  /** The array itself, not a copy. */
  public float[] firstMoment() {
    return firstMoment;
  }

  /** The array itself, not a copy. */
  public float[] secondMoment() {
    return secondMoment;
  }

  /** Updates made so far. */
  public int steps() {
    return steps;
  }

  /** Takes over the state of a checkpoint. */
  public void restore(float[] first, float[] second, int stepsMade) {
    requireLength("first moment", first.length);
    requireLength("second moment", second.length);
    System.arraycopy(first, 0, firstMoment, 0, first.length);
    System.arraycopy(second, 0, secondMoment, 0, second.length);
    steps = stepsMade;
  }

  private void requireLength(String what, int length) {
    if (length != firstMoment.length) {
      throw new IllegalArgumentException(
          "%s must hold %d floats, got %d".formatted(what, firstMoment.length, length));
    }
  }
}
