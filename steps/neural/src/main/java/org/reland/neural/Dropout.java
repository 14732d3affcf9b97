package org.reland.neural;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Dropout (Srivastava et al., JMLR 2014), inverted: what is kept grows by 1 / (1 - rate), so that
 * nothing is to be done at inference. The rate is met to 1 / 65,536.
 */
public final class Dropout {
  private static final int BITS = 16;

  private final int threshold;
  private final float kept;
  private float @Nullable [] mask;

  /**
   * Of a rate.
   *
   * @param rate of what is dropped, 0 to below 1
   */
  public Dropout(double rate) {
    threshold = (int) Math.round(rate * (1 << BITS));
    kept = (float) (1 / (1 - rate));
  }

  /**
   * Draws a new mask and applies it in place.
   *
   * @param random null at inference: then nothing is dropped
   */
  public void forward(float[] x, @Nullable RandomGenerator random) {
    if (random == null || threshold == 0) {
      mask = null;
      return;
    }
    mask = draw(x.length, random);
    multiply(x, mask);
  }

  /** Applies the last mask to a gradient, in place. */
  public void backward(float[] gradient) {
    if (mask != null) {
      multiply(gradient, mask);
    }
  }

  /** Four draws from each random number. */
  private float[] draw(int length, RandomGenerator random) {
    float[] drawn = new float[length];
    long bits = 0;
    for (int i = 0; i < length; i++) {
      bits = i % (Long.SIZE / BITS) == 0 ? random.nextLong() : bits >>> BITS;
      drawn[i] = (bits & 0xffff) >= threshold ? kept : 0;
    }
    return drawn;
  }

  private static void multiply(float[] x, float[] by) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= by[i];
    }
  }
}
