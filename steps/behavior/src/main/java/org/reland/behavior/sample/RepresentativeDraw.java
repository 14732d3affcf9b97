package org.reland.behavior.sample;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Representativeness-aware sampling: N_k users of cluster C_k with N_k proportional to |C_k|; the
 * one nearest to the centroid where N_k is 1, else uniformly.
 *
 * <p>One pass has as many seats as there are clusters, divided by largest remainder over the users
 * that are not drawn yet (in the first pass: over all), so that a large cluster may have several
 * and a small one none. The seats of a pass are taken in random order, since the last pass is
 * broken off in the middle. Where the nearest user is a seed already, the next nearest takes the
 * seat.
 */
final class RepresentativeDraw implements Draws {
  private record Seat(int cluster, boolean single) {}

  private final List<List<Integer>> clusters;
  private final SplittableRandom random;
  private final ArrayDeque<Seat> pass = new ArrayDeque<>();

  RepresentativeDraw(Population population, SplittableRandom random) {
    this.clusters = population.byCluster();
    this.random = random;
  }

  @Override
  public String strategy() {
    return "representative";
  }

  @Override
  public int next(BitSet drawn) {
    while (true) {
      if (pass.isEmpty()) {
        startPass(drawn);
      }
      Seat seat = pass.remove();
      List<Integer> left =
          clusters.get(seat.cluster()).stream().filter(user -> !drawn.get(user)).toList();
      if (!left.isEmpty()) {
        return seat.single() ? left.getFirst() : left.get(random.nextInt(left.size()));
      }
    }
  }

  private void startPass(BitSet drawn) {
    int[] sizes =
        clusters.stream()
            .mapToInt(members -> (int) members.stream().filter(user -> !drawn.get(user)).count())
            .toArray();
    int[] seats = LargestRemainder.divide(clusters.size(), sizes);
    List<Seat> order = new ArrayList<>();
    for (int k = 0; k < seats.length; k++) {
      order.addAll(Collections.nCopies(seats[k], new Seat(k, seats[k] == 1)));
    }
    shuffle(order);
    pass.addAll(order);
  }

  private void shuffle(List<Seat> order) {
    for (int n = order.size() - 1; n > 0; n--) {
      Collections.swap(order, n, random.nextInt(n + 1));
    }
  }
}
