package org.reland.recommend.statistics;

import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Student's paired t-test ("The probable error of a mean", Biometrika 1908). The interval is that
 * of the mean difference, divided by the mean of the baseline, which is taken as known.
 */
public final class PairedTest {
  private static final double CONFIDENCE = 0.95;

  private PairedTest() {}

  /**
   * Compares b with a, pair by pair, as a gain.
   *
   * @return empty where there are fewer than two pairs or the baseline's mean is not positive, as
   *     no relative gain is defined then
   */
  public static Optional<Effect> of(double[] a, double[] b) {
    Optional<Difference> difference = difference(a, b);
    double base = mean(a);
    if (!(base > 0)) {
      return Optional.empty();
    }
    return difference.map(
        d -> new Effect(d.units(), d.mean() / base, d.low() / base, d.high() / base, d.p()));
  }

  /**
   * Compares b with a, pair by pair.
   *
   * @return empty where there are fewer than two pairs
   */
  public static Optional<Difference> difference(double[] a, double[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "pairs are needed, got %d and %d values".formatted(a.length, b.length));
    }
    int n = a.length;
    if (n < 2) {
      return Optional.empty();
    }
    double[] differences = new double[n];
    for (int i = 0; i < n; i++) {
      differences[i] = b[i] - a[i];
    }
    double mean = mean(differences);
    double squares = 0;
    for (double d : differences) {
      squares += (d - mean) * (d - mean);
    }
    double error = Math.sqrt(squares / (n - 1) / n);
    if (error == 0) {
      return Optional.of(new Difference(n, mean, mean, mean, mean == 0 ? 1 : 0));
    }
    TDistribution student = TDistribution.of(n - 1);
    double half = student.inverseSurvivalProbability((1 - CONFIDENCE) / 2) * error;
    return Optional.of(
        new Difference(
            n,
            mean,
            mean - half,
            mean + half,
            2 * student.survivalProbability(Math.abs(mean) / error)));
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return values.length == 0 ? 0 : sum / values.length;
  }
}
