package org.reland.recommend.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Holm's step-down adjustment of p values that were looked at together (Scand. J. Stat. 1979). */
public final class Holm {
  private Holm() {}

  /**
   * Adjusted p values, in the order given: a claim holds at level a with all others where its own
   * is at most a.
   */
  public static double[] adjust(double... p) {
    int[] order =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(n -> p[n]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[p.length];
    double least = 0;
    for (int n = 0; n < order.length; n++) {
      least = Math.max(least, Math.min(1, (p.length - n) * p[order[n]]));
      adjusted[order[n]] = least;
    }
    return adjusted;
  }
}
