package org.reland.linalg;

import java.util.Arrays;

/**
 * The user-item graph on which LightGCN propagates (He et al., "LightGCN", SIGIR 2020, Eq. 8):
 * users are nodes 0 .. users - 1, items follow.
 */
public final class BipartiteGraph {
  private BipartiteGraph() {}

  /**
   * D^-1/2 A D^-1/2 for the graph with an edge {@code userOf[e]} - {@code itemOf[e]} for each e; an
   * edge given twice counts once; a node without edges has an empty row.
   *
   * @return a symmetric (users + items) x (users + items) matrix
   */
  public static CsrMatrix normalizedAdjacency(int users, int items, int[] userOf, int[] itemOf) {
    float[] ones = new float[userOf.length];
    Arrays.fill(ones, 1f);
    CsrMatrix interactions = CsrMatrix.fromTriplets(users, items, userOf, itemOf, ones);
    CsrMatrix transposed = interactions.transpose();
    int half = interactions.nonZeros();
    int[] pointers = new int[users + items + 1];
    int[] columns = new int[2 * half];
    float[] values = new float[2 * half];
    int[] up = interactions.rowPointers();
    int[] ip = transposed.rowPointers();
    for (int u = 0; u < users; u++) {
      pointers[u + 1] = up[u + 1];
      for (int e = up[u]; e < up[u + 1]; e++) {
        int i = interactions.columns()[e];
        columns[e] = users + i;
        values[e] = weight(up[u + 1] - up[u], ip[i + 1] - ip[i]);
      }
    }
    for (int i = 0; i < items; i++) {
      pointers[users + i + 1] = half + ip[i + 1];
      for (int e = ip[i]; e < ip[i + 1]; e++) {
        int u = transposed.columns()[e];
        columns[half + e] = u;
        values[half + e] = weight(up[u + 1] - up[u], ip[i + 1] - ip[i]);
      }
    }
    return CsrMatrix.of(users + items, users + items, pointers, columns, values);
  }

  private static float weight(int degreeOfUser, int degreeOfItem) {
    return (float) (1 / Math.sqrt((double) degreeOfUser * degreeOfItem));
  }
}
