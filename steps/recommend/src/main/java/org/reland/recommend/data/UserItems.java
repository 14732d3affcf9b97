package org.reland.recommend.data;

import java.util.Arrays;
import java.util.BitSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The distinct items of every user, ascending: a part of a protocol (train, validation, test) as a
 * set that can be asked quickly.
 */
public final class UserItems {
  private final int[] pointers;
  private final int[] items;

  private UserItems(int[] pointers, int[] items) {
    this.pointers = pointers;
    this.items = items;
  }

  /**
   * From pairs in any order; a pair given twice counts once.
   *
   * @param userOf the user of every pair, 0 .. users - 1
   * @param itemOf the item of every pair
   */
  public static UserItems of(int users, int[] userOf, int[] itemOf) {
    int[] from = new int[users + 1];
    for (int user : userOf) {
      from[user + 1]++;
    }
    for (int u = 0; u < users; u++) {
      from[u + 1] += from[u];
    }
    int[] next = Arrays.copyOf(from, users);
    int[] all = new int[userOf.length];
    for (int e = 0; e < userOf.length; e++) {
      all[next[userOf[e]]++] = itemOf[e];
    }
    int[] pointers = new int[users + 1];
    int count = 0;
    for (int u = 0; u < users; u++) {
      Arrays.sort(all, from[u], from[u + 1]);
      for (int e = from[u]; e < from[u + 1]; e++) {
        if (count == pointers[u] || all[count - 1] != all[e]) {
          all[count++] = all[e];
        }
      }
      pointers[u + 1] = count;
    }
    return new UserItems(pointers, Arrays.copyOf(all, count));
  }

  public int users() {
    return pointers.length - 1;
  }

  /** The items of a user, ascending. */
  public int[] of(int user) {
    return Arrays.copyOfRange(items, pointers[user], pointers[user + 1]);
  }

  /** Pairs over all users. */
  public int size() {
    return items.length;
  }

  public int count(int user) {
    return pointers[user + 1] - pointers[user];
  }

  /** The user's item number {@code rank}, counted from 0 in ascending order of ids. */
  public int item(int user, int rank) {
    return items[pointers[user] + rank];
  }

  public boolean contains(int user, int item) {
    return Arrays.binarySearch(items, pointers[user], pointers[user + 1], item) >= 0;
  }

  /** The user of every pair, in the order of {@link #itemOf}. */
  public int[] userOf() {
    int[] userOf = new int[items.length];
    for (int u = 0; u < users(); u++) {
      Arrays.fill(userOf, pointers[u], pointers[u + 1], u);
    }
    return userOf;
  }

  /** The item of every pair, by user and then by item. */
  public int[] itemOf() {
    return items.clone();
  }

  /**
   * The items of so many of the users that have any, drawn at random; all where there are fewer.
   */
  public UserItems sample(int most, RandomGenerator random) {
    int[] withItems = IntStream.range(0, users()).filter(u -> count(u) > 0).toArray();
    BitSet drawn = new BitSet();
    for (int n = 0; n < Math.min(most, withItems.length); n++) {
      int at = n + random.nextInt(withItems.length - n);
      drawn.set(withItems[at]);
      withItems[at] = withItems[n];
    }
    int[] userOf = userOf();
    int[] kept = IntStream.range(0, items.length).filter(e -> drawn.get(userOf[e])).toArray();
    return of(
        users(),
        Arrays.stream(kept).map(e -> userOf[e]).toArray(),
        Arrays.stream(kept).map(e -> items[e]).toArray());
  }

  /** What is in this set and in none of the others. */
  public UserItems without(UserItems... others) {
    int[] userOf = userOf();
    int[] keptUsers = new int[items.length];
    int[] keptItems = new int[items.length];
    int kept = 0;
    for (int e = 0; e < items.length; e++) {
      int user = userOf[e];
      int item = items[e];
      if (Arrays.stream(others).noneMatch(other -> other.contains(user, item))) {
        keptUsers[kept] = user;
        keptItems[kept++] = item;
      }
    }
    return of(users(), Arrays.copyOf(keptUsers, kept), Arrays.copyOf(keptItems, kept));
  }
}
