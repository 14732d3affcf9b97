package org.reland.neural;

import java.util.Arrays;

/**
 * Who attends to whom: an undirected graph with relations, every edge taken in both directions, and
 * a loop at every node. Rows are nodes, compressed: entry {@code e} of node {@code i}, with {@code
 * e} in {@code pointers[i] .. pointers[i + 1]}, says that i attends to {@code sources[e]}. A row
 * begins with the node's loop; the rest stands in the order in which the edges were given, which is
 * the order of every sum.
 */
public final class AttentionGraph {
  /** The edge type of a loop. */
  public static final int LOOP = 0;

  private final int[] pointers;
  private final int[] sources;
  private final int[] types;
  private final int[] reverse;

  private AttentionGraph(int nodes, int[] pointers) {
    this.pointers = pointers;
    this.sources = new int[pointers[nodes]];
    this.types = new int[pointers[nodes]];
    this.reverse = new int[pointers[nodes]];
  }

  /**
   * A graph.
   *
   * @param nodes their number
   * @param ends one end of each edge
   * @param others the other ends
   * @param relations of each edge, from 0; what {@code ends} see has the type 1 + 2 relation, what
   *     {@code others} see the one behind it
   */
  public static AttentionGraph of(int nodes, int[] ends, int[] others, int[] relations) {
    int[] pointers = new int[nodes + 1];
    Arrays.fill(pointers, 1, nodes + 1, 1);
    for (int e = 0; e < ends.length; e++) {
      pointers[ends[e] + 1]++;
      pointers[others[e] + 1]++;
    }
    for (int i = 0; i < nodes; i++) {
      pointers[i + 1] += pointers[i];
    }
    AttentionGraph graph = new AttentionGraph(nodes, pointers);
    int[] next = Arrays.copyOf(pointers, nodes);
    for (int i = 0; i < nodes; i++) {
      graph.set(next[i], i, LOOP, next[i]++);
    }
    for (int e = 0; e < ends.length; e++) {
      int at = next[ends[e]]++;
      int back = next[others[e]]++;
      graph.set(at, others[e], 1 + 2 * relations[e], back);
      graph.set(back, ends[e], 2 + 2 * relations[e], at);
    }
    return graph;
  }

  /** How many edge types there are with so many relations. */
  public static int types(int relations) {
    return 1 + 2 * relations;
  }

  private void set(int at, int source, int type, int back) {
    sources[at] = source;
    types[at] = type;
    reverse[at] = back;
  }

  public int nodes() {
    return pointers.length - 1;
  }

  /** Entries of all rows, loops included. */
  public int entries() {
    return sources.length;
  }

  /** The first entry of a node; of the one behind the last, the number of entries. */
  int from(int node) {
    return pointers[node];
  }

  /** Of all entries; the array itself, not a copy. */
  int[] sources() {
    return sources;
  }

  int source(int entry) {
    return sources[entry];
  }

  int type(int entry) {
    return types[entry];
  }

  /** The entry of the same edge in the row of its source. */
  int reverse(int entry) {
    return reverse[entry];
  }
}
