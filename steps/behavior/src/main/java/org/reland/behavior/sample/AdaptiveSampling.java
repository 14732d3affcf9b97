package org.reland.behavior.sample;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Draws the seed users S: the strategies take turns, one user each, passing over users that are in
 * S already, until S has the wanted size.
 */
final class AdaptiveSampling {
  /** A user drawn, by its number in the population, and by what strategy. */
  record Drawn(int number, String strategy) {}

  private final List<Draws> strategies;

  AdaptiveSampling(Draws... strategies) {
    this.strategies = List.of(strategies);
  }

  /**
   * Draws that many users in the order in which they are drawn; {@code size} is at most the size of
   * the population.
   */
  List<Drawn> draw(int size) {
    BitSet drawn = new BitSet();
    List<Drawn> seeds = new ArrayList<>();
    while (seeds.size() < size) {
      Draws turn = strategies.get(seeds.size() % strategies.size());
      int number = turn.next(drawn);
      drawn.set(number);
      seeds.add(new Drawn(number, turn.strategy()));
    }
    return seeds;
  }
}
