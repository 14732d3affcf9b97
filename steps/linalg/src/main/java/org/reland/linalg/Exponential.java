package org.reland.linalg;

/**
 * exp in single precision from fused multiply-adds alone, so that every vector width gives the same
 * bits; the library's vector exp does not promise that. x = n ln 2 + r with |r| at most ln 2 / 2,
 * then the Taylor polynomial of degree 7 (remainder below 1e-8) times 2^n. Within 2 units in the
 * last place; below exp(-87) the result is 0, NaN stays NaN.
 */
final class Exponential {
  static final float LOG2_E = 1.442695f;

  /** Adding 1.5 * 2^23 rounds to an integer, which then stands in the low bits. */
  static final float ROUNDER = 12582912f;

  /** ln 2 in two parts; the first has few enough bits for n * LN2_HIGH to be exact. */
  static final float LN2_HIGH = 355f / 512;

  static final float LN2_LOW = -2.12194440e-4f;
  static final float LOWEST = -87.5f;
  static final float HIGHEST = 89f;

  /**
   * Turns the bits of (n + ROUNDER) into the biased exponent of 2^(n - 1): n = 128 would not fit.
   */
  static final int EXPONENT = 126 - Float.floatToRawIntBits(ROUNDER);

  static final float C7 = 1f / 5040;
  static final float C6 = 1f / 720;
  static final float C5 = 1f / 120;
  static final float C4 = 1f / 24;
  static final float C3 = 1f / 6;
  static final float C2 = 1f / 2;

  private Exponential() {}

  static float of(float x) {
    float bounded = x < LOWEST ? LOWEST : x;
    bounded = bounded > HIGHEST ? HIGHEST : bounded;
    float shifted = Math.fma(bounded, LOG2_E, ROUNDER);
    float n = shifted - ROUNDER;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, bounded));
    float p = Math.fma(C7, r, C6);
    p = Math.fma(p, r, C5);
    p = Math.fma(p, r, C4);
    p = Math.fma(p, r, C3);
    p = Math.fma(p, r, C2);
    p = Math.fma(p, r, 1f);
    p = Math.fma(p, r, 1f);
    float half = Float.intBitsToFloat((Float.floatToRawIntBits(shifted) + EXPONENT) << 23);
    return p * half * 2f;
  }
}
