package org.reland.neural;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Dropout (Srivastava et al., JMLR 2014), inverted: what is kept grows by 1 / (1 - rate), so that
 * nothing is to be done at inference. The rate is met to 1 / 65,536.
 */
public final class Dropout {
  private static final int BITS = 16;
  private static final int DRAWS = Long.SIZE / BITS;

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
    int whole = length - length % DRAWS;
    for (int i = 0; i < whole; i += DRAWS) {
      long bits = random.nextLong();
      drawn[i] = factor(bits);
      drawn[i + 1] = factor(bits >>> BITS);
      drawn[i + 2] = factor(bits >>> (2 * BITS));
      drawn[i + 3] = factor(bits >>> (3 * BITS));
    }
    long bits = whole < length ? random.nextLong() : 0;
    for (int i = whole; i < length; i++) {
      drawn[i] = factor(bits);
      bits >>>= BITS;
    }
    return drawn;
  }

  /** 0 or {@link #kept}, without a branch: nobody could foretell it. */
  private float factor(long bits) {
    int dropped = ((int) (bits & 0xffff) - threshold) >> (Integer.SIZE - 1); // all ones, or none
    return Float.intBitsToFloat(Float.floatToRawIntBits(kept) & ~dropped);
  }

  private static void multiply(float[] x, float[] by) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= by[i];
    }
  }
}
