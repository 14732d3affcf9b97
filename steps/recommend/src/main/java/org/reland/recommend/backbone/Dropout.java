package org.reland.recommend.backbone;

import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;

/**
 * Sets elements to 0 with a probability and scales the others so that the mean stays (Srivastava et
 * al., JMLR 2014). Which ones follows from the seed and the element's position alone: applied to a
 * gradient, it is its own way back, for any number of threads.
 *
 * @param rate in [0, 1), kept to 1/65536
 */
record Dropout(double rate, long seed) {
  private static final int CHUNK = 1 << 14;
  private static final int BITS = 16;

  /** By what an element that stays is multiplied. */
  float scale() {
    return (float) (1 / (1 - rate));
  }

  void apply(Matrix matrix, Parallel parallel) {
    if (rate == 0) {
      return;
    }
    float[] x = matrix.data();
    int threshold = (int) Math.round(rate * (1 << BITS));
    float scale = scale();
    parallel.forEach(
        (x.length + CHUNK - 1) / CHUNK,
        chunk -> {
          int to = Math.min(x.length, (chunk + 1) * CHUNK);
          for (int i = chunk * CHUNK; i < to; i += 4) {
            long bits = mix(seed + i * 0x9E3779B97F4A7C15L);
            for (int j = i; j < Math.min(to, i + 4); j++) {
              x[j] = (bits & 0xFFFF) < threshold ? 0 : x[j] * scale;
              bits >>>= BITS;
            }
          }
        });
  }

  /** SplitMix64's mixer (Steele et al., OOPSLA 2014). */
  private static long mix(long x) {
    long z = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
