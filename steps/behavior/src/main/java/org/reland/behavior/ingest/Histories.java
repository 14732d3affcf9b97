package org.reland.behavior.ingest;

import java.util.Arrays;
import java.util.Comparator;

/**
 * The rows of the log that are kept, user by user, oldest first; rows of equal time keep the order
 * of the file.
 *
 * @param pointers rows of dense user u are {@code rows[pointers[u] .. pointers[u + 1])}
 * @param rows numbers of rows in the log
 * @param ties rows that have the same time as the row before them in the same history
 * @param repeats rows whose item occurs earlier in the same history
 * @param duplicates rows whose item occurs earlier in the same history at the same time
 */
record Histories(int[] pointers, int[] rows, int ties, int repeats, int duplicates) {

  static Histories of(InteractionLog log, DenseIds users, DenseIds items) {
    int[] pointers = new int[users.size() + 1];
    for (int row = 0; row < log.size(); row++) {
      if (isKept(log, row, users, items)) {
        pointers[users.ofNumber()[log.user(row)] + 1]++;
      }
    }
    for (int u = 0; u < users.size(); u++) {
      pointers[u + 1] += pointers[u];
    }
    int[] next = Arrays.copyOf(pointers, users.size());
    int[] rows = new int[pointers[users.size()]];
    for (int row = 0; row < log.size(); row++) {
      if (isKept(log, row, users, items)) {
        rows[next[users.ofNumber()[log.user(row)]]++] = row;
      }
    }
    int ties = 0;
    int repeats = 0;
    int duplicates = 0;
    for (int u = 0; u < users.size(); u++) {
      sortByTime(log, rows, pointers[u], pointers[u + 1]);
      ties += ties(log, rows, pointers[u], pointers[u + 1]);
      repeats += repeats(log, rows, pointers[u], pointers[u + 1]);
      duplicates += duplicates(log, rows, pointers[u], pointers[u + 1]);
    }
    return new Histories(pointers, rows, ties, repeats, duplicates);
  }

  private static boolean isKept(InteractionLog log, int row, DenseIds users, DenseIds items) {
    return users.ofNumber()[log.user(row)] >= 0 && items.ofNumber()[log.item(row)] >= 0;
  }

  private static void sortByTime(InteractionLog log, int[] rows, int from, int to) {
    // Sorting boxed rows is stable.
    int[] sorted =
        Arrays.stream(rows, from, to)
            .boxed()
            .sorted(Comparator.comparingDouble(log::time))
            .mapToInt(Integer::intValue)
            .toArray();
    System.arraycopy(sorted, 0, rows, from, sorted.length);
  }

  private static int ties(InteractionLog log, int[] rows, int from, int to) {
    int ties = 0;
    for (int i = from + 1; i < to; i++) {
      if (log.time(rows[i]) == log.time(rows[i - 1])) {
        ties++;
      }
    }
    return ties;
  }

  private static int repeats(InteractionLog log, int[] rows, int from, int to) {
    int distinct = (int) Arrays.stream(rows, from, to).map(log::item).distinct().count();
    return to - from - distinct;
  }

  private static int duplicates(InteractionLog log, int[] rows, int from, int to) {
    int duplicates = 0;
    int first = from; // of those with the same time
    for (int i = from + 1; i < to; i++) {
      if (log.time(rows[i]) != log.time(rows[first])) {
        first = i;
      }
      for (int j = first; j < i; j++) {
        if (log.item(rows[j]) == log.item(rows[i])) {
          duplicates++;
          break;
        }
      }
    }
    return duplicates;
  }
}
