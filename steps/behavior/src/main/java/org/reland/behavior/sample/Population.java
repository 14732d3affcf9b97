package org.reland.behavior.sample;

import java.util.ArrayList;
import java.util.List;

/**
 * The users among whom seeds are drawn, by number 0 .. size - 1: users of whom the encoder knows
 * something.
 *
 * @param users dense id of each
 * @param activity |D_u| of each
 * @param clusters cluster of each
 * @param distances of each to the centroid of its cluster, squared
 */
record Population(int[] users, int[] activity, int[] clusters, float[] distances) {
  int size() {
    return users.length;
  }

  /** The numbers of the users in each cluster, nearest to the centroid first. */
  List<List<Integer>> byCluster() {
    List<List<Integer>> members = new ArrayList<>();
    for (int n = 0; n < size(); n++) {
      while (members.size() <= clusters[n]) {
        members.add(new ArrayList<>());
      }
      members.get(clusters[n]).add(n);
    }
    for (List<Integer> cluster : members) {
      cluster.sort((a, b) -> Float.compare(distances[a], distances[b]));
    }
    return members;
  }
}
