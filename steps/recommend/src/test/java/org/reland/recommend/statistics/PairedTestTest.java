package org.reland.recommend.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class PairedTestTest {
  /** Sleep of ten patients under two drugs: Student 1908, as in R's {@code sleep}. */
  private static final double[] DRUG_1 = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};

  private static final double[] DRUG_2 = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

  @Test
  void studentsSleepDataGiveThePublishedValues() {
    // t = 4.0621, df = 9, p = 0.002833, interval of the difference 0.7001142 .. 2.4598858
    Effect effect = PairedTest.of(DRUG_1, DRUG_2).orElseThrow();
    assertEquals(0.002833, effect.p(), 5e-7);
    assertEquals(1.58 / 0.75, effect.gain(), 1e-12);
    assertEquals(0.7001142 / 0.75, effect.low(), 1e-7);
    assertEquals(2.4598858 / 0.75, effect.high(), 1e-7);
    assertEquals(10, effect.units());
  }

  @Test
  void twoPairsFollowTheClosedFormOfOneDegreeOfFreedom() {
    // With one degree of freedom Student's t is Cauchy's: p = 1 - 2 / pi * atan(t).
    Effect effect = PairedTest.of(new double[] {1, 1}, new double[] {2, 5}).orElseThrow();
    double t = 2.5 / 1.5;
    assertEquals(1 - 2 / Math.PI * Math.atan(t), effect.p(), 1e-12);
    double half = Math.tan(Math.PI / 2 * 0.95) * 1.5;
    assertEquals(2.5 - half, effect.low(), 1e-9);
    assertEquals(2.5 + half, effect.high(), 1e-9);
  }

  @Test
  void equalSeriesDifferByNothing() {
    Effect effect = PairedTest.of(DRUG_2, DRUG_2).orElseThrow();
    assertEquals(new Effect(10, 0, 0, 0, 1), effect);
  }

  @Test
  void whereNoRelativeGainIsDefinedThereIsNoEffect() {
    assertTrue(PairedTest.of(new double[] {0, 0}, new double[] {1, 2}).isEmpty());
    assertTrue(PairedTest.of(new double[] {1}, new double[] {2}).isEmpty());
    assertTrue(PairedTest.difference(new double[] {1}, new double[] {2}).isEmpty());
  }

  @Test
  void aDifferenceNeedsNoBaseline() {
    Difference found =
        PairedTest.difference(new double[] {0, 0}, new double[] {1, 4}).orElseThrow();
    double half = Math.tan(Math.PI / 2 * 0.95) * 1.5;
    assertEquals(2.5, found.mean());
    assertEquals(2.5 - half, found.low(), 1e-9);
    assertEquals(2.5 + half, found.high(), 1e-9);
    assertEquals(1 - 2 / Math.PI * Math.atan(2.5 / 1.5), found.p(), 1e-12);
  }
}
