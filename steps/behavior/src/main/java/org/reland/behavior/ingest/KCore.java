package org.reland.behavior.ingest;

import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Which users and items are left when those with fewer than k interactions are dropped until nobody
 * has fewer. The result does not depend on the order of dropping (Seidman, "Network structure and
 * minimum degree", 1983), so one queue does what repeated filtering does.
 *
 * @param users by number, whether it stays
 * @param items by number, whether it stays
 */
record KCore(boolean[] users, boolean[] items) {

  /** Interaction {@code e} joins {@code userOf[e]} and {@code itemOf[e]}; k of 0 or 1 keeps all. */
  static KCore of(int users, int items, int[] userOf, int[] itemOf, int k) {
    int[][] ofUser = incidence(users, userOf);
    int[][] ofItem = incidence(items, itemOf);
    boolean[] gone = new boolean[userOf.length];
    KCore kept = new KCore(new boolean[users], new boolean[items]);
    Arrays.fill(kept.users, true);
    Arrays.fill(kept.items, true);
    int[] degreeOfUser = degrees(ofUser);
    int[] degreeOfItem = degrees(ofItem);
    // Nodes to drop: users as they are, items as complements.
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    for (int u = 0; u < users; u++) {
      drop(u, u, degreeOfUser, kept.users, k, queue);
    }
    for (int i = 0; i < items; i++) {
      drop(i, ~i, degreeOfItem, kept.items, k, queue);
    }
    while (!queue.isEmpty()) {
      int node = queue.remove();
      for (int e : node >= 0 ? ofUser[node] : ofItem[~node]) {
        if (gone[e]) {
          continue;
        }
        gone[e] = true;
        degreeOfUser[userOf[e]]--;
        degreeOfItem[itemOf[e]]--;
        drop(userOf[e], userOf[e], degreeOfUser, kept.users, k, queue);
        drop(itemOf[e], ~itemOf[e], degreeOfItem, kept.items, k, queue);
      }
    }
    return kept;
  }

  private static void drop(
      int index, int node, int[] degrees, boolean[] kept, int k, ArrayDeque<Integer> queue) {
    if (kept[index] && degrees[index] < k) {
      kept[index] = false;
      queue.add(node);
    }
  }

  private static int[] degrees(int[][] incidence) {
    return Arrays.stream(incidence).mapToInt(edges -> edges.length).toArray();
  }

  private static int[][] incidence(int nodes, int[] nodeOf) {
    int[] counts = new int[nodes];
    for (int node : nodeOf) {
      counts[node]++;
    }
    int[][] edges = new int[nodes][];
    for (int n = 0; n < nodes; n++) {
      edges[n] = new int[counts[n]];
    }
    for (int e = nodeOf.length - 1; e >= 0; e--) {
      edges[nodeOf[e]][--counts[nodeOf[e]]] = e;
    }
    return edges;
  }
}
