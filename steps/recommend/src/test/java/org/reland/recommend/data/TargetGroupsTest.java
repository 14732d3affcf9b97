package org.reland.recommend.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Items 0 to 7; by item 4, 3, 3, 2, 2, 1, 1 and 0 users in training: a quarter ends at 1. */
final class TargetGroupsTest {
  private static final UserItems TRAIN =
      Histories.of(
              new int[][] {
                {0, 1, 2, 3},
                {0, 1, 2, 4},
                {0, 1, 5, 3},
                {0, 2, 4, 6},
                {},
              })
          .sets();

  private static BitSet users(int... users) {
    BitSet set = new BitSet();
    Arrays.stream(users).forEach(set::set);
    return set;
  }

  private static UserItems heldOut(int[]... items) {
    return Histories.of(items).sets();
  }

  @Test
  void newIsTheLeastPopularQuarterWithAllThatAreAsPopular() {
    assertEquals(1, TargetGroups.mostOfNew(TRAIN, 8));
    Map<String, BitSet> groups =
        TargetGroups.of(
            TRAIN,
            heldOut(
                new int[] {7}, new int[] {5, 6}, new int[] {4, 7}, new int[] {1, 3}, new int[0]),
            none());
    // User 2 has both sorts, user 4 nothing to find.
    assertEquals(users(0, 1), groups.get(TargetGroups.NEW_ITEMS));
    assertEquals(users(3), groups.get(TargetGroups.KNOWN_ITEMS));
    assertEquals(2, groups.size(), "no categories, no groups by them");
  }

  private static int[] none() {
    int[] none = new int[8];
    Arrays.fill(none, -1);
    return none;
  }

  @Test
  void whereAllAreEquallyPopularNoneIsNew() {
    UserItems even = Histories.of(new int[][] {{0, 1}, {2, 3}}).sets();
    assertEquals(
        Map.of(),
        TargetGroups.of(even, heldOut(new int[] {2}, new int[] {0}), new int[] {-1, -1, -1, -1}));
  }

  @Test
  void anotherCategoryIsOneThatTheUserHasNothingOfInTraining() {
    // Items 0 to 2 are of category 0, 3 and 4 of 1, 5 and 6 of 2; 7 is of none.
    int[] categoryOf = {0, 0, 0, 1, 1, 2, 2, -1};
    Map<String, BitSet> groups =
        TargetGroups.of(
            TRAIN,
            heldOut(new int[] {5}, new int[] {6, 3}, new int[] {4}, new int[] {7}, new int[] {0}),
            categoryOf);
    // User 1 has both sorts, of user 3's item nothing is known, user 4 has nothing in training.
    assertEquals(users(0, 4), groups.get(TargetGroups.CROSS_CATEGORY));
    assertEquals(users(2), groups.get(TargetGroups.SAME_CATEGORY));
    assertEquals(
        List.of("new-items", "known-items", "cross-category", "same-category"),
        List.copyOf(groups.keySet()));
  }
}
