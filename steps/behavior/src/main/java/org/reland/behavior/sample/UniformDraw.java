package org.reland.behavior.sample;

import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Every user with the same probability: the paper's "w/o a.s.". */
final class UniformDraw implements Draws {
  private final int[] left;
  private final SplittableRandom random;
  private int count;

  UniformDraw(Population population, SplittableRandom random) {
    this.left = IntStream.range(0, population.size()).toArray();
    this.random = random;
    this.count = left.length;
  }

  @Override
  public String strategy() {
    return "uniform";
  }

  @Override
  public int next(BitSet drawn) {
    while (true) {
      int at = random.nextInt(count);
      int user = left[at];
      left[at] = left[--count];
      if (!drawn.get(user)) {
        return user;
      }
    }
  }
}
