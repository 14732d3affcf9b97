package org.reland.behavior.encode;

import java.io.IOException;
import java.util.Arrays;
import org.reland.kit.artifact.HistoryEntry;
import org.reland.kit.step.TableInput;

/**
 * The distinct (user, item) pairs of all histories, by user and then by item.
 *
 * @param pointers items of user u are {@code itemOf[pointers[u] .. pointers[u + 1])}, ascending
 */
record TrainingPairs(int items, int[] pointers, int[] userOf, int[] itemOf) {

  static TrainingPairs of(TableInput<HistoryEntry> history, int items) throws IOException {
    long[] pairs = new long[Math.toIntExact(history.rows())];
    int[] next = {0};
    history.forEach(entry -> pairs[next[0]++] = (long) entry.user() << 32 | entry.item());
    Arrays.sort(pairs);
    long[] distinct = Arrays.stream(pairs).distinct().toArray();
    int users = distinct.length == 0 ? 0 : (int) (distinct[distinct.length - 1] >>> 32) + 1;
    int[] pointers = new int[users + 1];
    int[] userOf = new int[distinct.length];
    int[] itemOf = new int[distinct.length];
    for (int e = 0; e < distinct.length; e++) {
      userOf[e] = (int) (distinct[e] >>> 32);
      itemOf[e] = (int) distinct[e];
      pointers[userOf[e] + 1]++;
    }
    for (int u = 0; u < users; u++) {
      pointers[u + 1] += pointers[u];
    }
    return new TrainingPairs(items, pointers, userOf, itemOf);
  }

  int users() {
    return pointers.length - 1;
  }

  int size() {
    return itemOf.length;
  }

  boolean contains(int user, int item) {
    return user < users() && indexOf(user, item) >= 0;
  }

  /** Where the pair stands; below 0 where there is none. */
  int indexOf(int user, int item) {
    return Arrays.binarySearch(itemOf, pointers[user], pointers[user + 1], item);
  }

  /** Whether there is an item that the user has nothing to do with. */
  boolean hasNegative(int user) {
    return pointers[user + 1] - pointers[user] < items;
  }

  /** Distinct users of each item. */
  int[] itemDegrees() {
    int[] degrees = new int[items];
    for (int item : itemOf) {
      degrees[item]++;
    }
    return degrees;
  }
}
