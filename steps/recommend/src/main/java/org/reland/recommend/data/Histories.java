package org.reland.recommend.data;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** The items of every user in the order of time, repeats included. */
public final class Histories {
  private final int[] pointers;
  private final int[] items;

  private Histories(int[] pointers, int[] items) {
    this.pointers = pointers;
    this.items = items;
  }

  /** One array of items a user. */
  public static Histories of(int[][] itemsOfUsers) {
    int[] pointers = new int[itemsOfUsers.length + 1];
    for (int u = 0; u < itemsOfUsers.length; u++) {
      pointers[u + 1] = pointers[u] + itemsOfUsers[u].length;
    }
    return new Histories(
        pointers, Arrays.stream(itemsOfUsers).flatMapToInt(Arrays::stream).toArray());
  }

  public int users() {
    return pointers.length - 1;
  }

  public int length(int user) {
    return pointers[user + 1] - pointers[user];
  }

  public int item(int user, int position) {
    return items[pointers[user] + position];
  }

  /** The items of a user at the positions from .. to - 1. */
  public int[] items(int user, int from, int to) {
    return Arrays.copyOfRange(items, pointers[user] + from, pointers[user] + to);
  }

  /** The beginnings of all histories, of the length given for each user. */
  public Histories beginnings(IntUnaryOperator length) {
    int[][] kept = new int[users()][];
    Arrays.setAll(kept, u -> items(u, 0, length.applyAsInt(u)));
    return of(kept);
  }

  /** Who has what, without order and repeats. */
  public UserItems sets() {
    int[] userOf = new int[items.length];
    for (int u = 0; u < users(); u++) {
      Arrays.fill(userOf, pointers[u], pointers[u + 1], u);
    }
    return UserItems.of(users(), userOf, items);
  }
}
