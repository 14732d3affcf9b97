package org.reland.recommend.data;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Users by what they are asked to be recommended: held-out items that are new, and held-out items
 * of a category that they have nothing of. Both are told from the training part alone. A user is in
 * a group where all of its held-out items are, so one with both sorts is in neither.
 */
public final class TargetGroups {
  public static final String NEW_ITEMS = "new-items";
  public static final String KNOWN_ITEMS = "known-items";
  public static final String CROSS_CATEGORY = "cross-category";
  public static final String SAME_CATEGORY = "same-category";

  private final UserItems train;
  private final UserItems heldOut;

  private TargetGroups(UserItems train, UserItems heldOut) {
    this.train = train;
    this.heldOut = heldOut;
  }

  /**
   * The groups that there are: none by novelty where all items are equally popular, none by
   * category where no item has one.
   *
   * @param heldOut what is to be recommended
   * @param categoryOf by item, -1 for none; its length is the number of items
   */
  public static Map<String, BitSet> of(UserItems train, UserItems heldOut, int[] categoryOf) {
    TargetGroups groups = new TargetGroups(train, heldOut);
    Map<String, BitSet> members = new LinkedHashMap<>();
    int[] popularity = popularity(train, categoryOf.length);
    int most = mostOfNew(popularity);
    if (most < Arrays.stream(popularity).max().orElse(0)) {
      members.put(NEW_ITEMS, groups.whereAll((u, item) -> popularity[item] <= most));
      members.put(KNOWN_ITEMS, groups.whereAll((u, item) -> popularity[item] > most));
    }
    if (Arrays.stream(categoryOf).anyMatch(category -> category >= 0)) {
      members.put(
          CROSS_CATEGORY, groups.whereAll((u, item) -> groups.isCross(u, item, categoryOf)));
      members.put(
          SAME_CATEGORY,
          groups.whereAll(
              (u, item) ->
                  categoryOf[item] >= 0 && groups.hasCategory(u, categoryOf[item], categoryOf)));
    }
    return members;
  }

  /**
   * How many users at most have an item in training for it to be new: as many as have the item at
   * the end of the least popular quarter, so that equally popular ones are all new or none.
   */
  public static int mostOfNew(UserItems train, int items) {
    return mostOfNew(popularity(train, items));
  }

  private static int mostOfNew(int[] popularity) {
    int[] ascending = popularity.clone();
    Arrays.sort(ascending);
    return ascending.length == 0 ? 0 : ascending[(ascending.length + 3) / 4 - 1];
  }

  /** By item, how many users have it. */
  private static int[] popularity(UserItems train, int items) {
    int[] users = new int[items];
    for (int item : train.itemOf()) {
      users[item]++;
    }
    return users;
  }

  private interface OfUserAndItem {
    boolean test(int user, int item);
  }

  private BitSet whereAll(OfUserAndItem condition) {
    BitSet members = new BitSet();
    for (int u = 0; u < heldOut.users(); u++) {
      int user = u;
      IntPredicate holds = item -> condition.test(user, item);
      if (heldOut.count(u) > 0 && IntStream.of(heldOut.of(u)).allMatch(holds)) {
        members.set(u);
      }
    }
    return members;
  }

  /** An item without a category is of no other one either. */
  private boolean isCross(int user, int item, int[] categoryOf) {
    return categoryOf[item] >= 0 && !hasCategory(user, categoryOf[item], categoryOf);
  }

  private boolean hasCategory(int user, int category, int[] categoryOf) {
    return IntStream.of(train.of(user)).anyMatch(item -> categoryOf[item] == category);
  }
}
