package org.reland.behavior.sample;

import java.util.BitSet;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Importance-aware sampling, Eq. 2: p(u) = |D_u| / sum of |D_v| over all users v. Repeated draws
 * without a user twice are weighted sampling without replacement; the order of the keys -ln(x) /
 * |D_u|, x uniform, has that distribution (Efraimidis and Spirakis, 2006), so that the smallest
 * keys of several shards could be merged.
 */
final class ImportanceDraw implements Draws {
  private final int[] order;
  private int at;

  ImportanceDraw(Population population, SplittableRandom random) {
    double[] keys = new double[population.size()];
    for (int n = 0; n < keys.length; n++) {
      // Eq. 2
      keys[n] = -StrictMath.log(1 - random.nextDouble()) / population.activity()[n];
    }
    order =
        IntStream.range(0, keys.length)
            .boxed()
            .sorted(Comparator.comparingDouble(n -> keys[n]))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  @Override
  public String strategy() {
    return "importance";
  }

  @Override
  public int next(BitSet drawn) {
    while (drawn.get(order[at])) {
      at++;
    }
    return order[at++];
  }
}
