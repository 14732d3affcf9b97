package org.reland.recommend.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The paper's activity levels: L1 holds the quarter of the users with the fewest training items, L4
 * the quarter with the most. Users are sorted by (training items, dense id) and cut into four parts
 * whose sizes differ by at most one, the larger ones first: so equal activity may straddle a
 * border, and then the lower id lies in the lower level.
 */
public final class ActivityQuartiles {
  public static final List<String> LEVELS = List.of("L1", "L2", "L3", "L4");

  private ActivityQuartiles() {}

  /** For every level its users, ascending. */
  public static List<int[]> of(UserItems train) {
    int users = train.users();
    int[] order =
        IntStream.range(0, users)
            .boxed()
            .sorted(Comparator.comparingInt(train::count))
            .mapToInt(Integer::intValue)
            .toArray();
    int quarters = LEVELS.size();
    return IntStream.range(0, quarters)
        .mapToObj(q -> Arrays.copyOfRange(order, from(q, users), from(q + 1, users)))
        .map(level -> Arrays.stream(level).sorted().toArray())
        .toList();
  }

  private static int from(int quarter, int users) {
    int quarters = LEVELS.size();
    return quarter * (users / quarters) + Math.min(quarter, users % quarters);
  }
}
