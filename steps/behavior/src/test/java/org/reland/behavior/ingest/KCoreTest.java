package org.reland.behavior.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KCoreTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 9})
  void keepsWhatRepeatedFilteringKeeps(int k) {
    for (int seed = 0; seed < 40; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int users = 1 + random.nextInt(40);
      int items = 1 + random.nextInt(30);
      List<int[]> edges = new ArrayList<>();
      for (int e = random.nextInt(300); e > 0; e--) {
        edges.add(new int[] {random.nextInt(users), random.nextInt(1 + random.nextInt(items))});
      }
      KCore core =
          KCore.of(
              users,
              items,
              edges.stream().mapToInt(e -> e[0]).toArray(),
              edges.stream().mapToInt(e -> e[1]).toArray(),
              k);
      boolean[] userStays = all(users);
      boolean[] itemStays = all(items);
      filterUntilNothingChanges(edges, userStays, itemStays, k);
      assertArrayEquals(userStays, core.users(), "users, seed " + seed);
      assertArrayEquals(itemStays, core.items(), "items, seed " + seed);
    }
  }

  @Test
  void dropsAChainFromItsEnd() {
    // A path of users and items: with k = 2 its two ends pull everything down with them.
    KCore core = KCore.of(3, 3, new int[] {0, 0, 1, 1, 2}, new int[] {0, 1, 1, 2, 2}, 2);
    assertTrue(Arrays.equals(core.users(), new boolean[3]));
    assertTrue(Arrays.equals(core.items(), new boolean[3]));
  }

  private static boolean[] all(int count) {
    boolean[] all = new boolean[count];
    Arrays.fill(all, true);
    return all;
  }

  private static void filterUntilNothingChanges(
      List<int[]> edges, boolean[] users, boolean[] items, int k) {
    boolean changed = true;
    while (changed) {
      changed = false;
      List<int[]> left = edges.stream().filter(e -> users[e[0]] && items[e[1]]).toList();
      for (int u = 0; u < users.length; u++) {
        int user = u;
        if (users[u] && left.stream().filter(e -> e[0] == user).count() < k) {
          users[u] = false;
          changed = true;
        }
      }
      for (int i = 0; i < items.length; i++) {
        int item = i;
        if (items[i] && left.stream().filter(e -> e[1] == item).count() < k) {
          items[i] = false;
          changed = true;
        }
      }
    }
  }
}
