package org.reland.behavior.cluster;

import org.reland.kit.config.Setting;

/** Configuration of {@link ClusterStep}. */
public record ClusterConfig(
    @Setting(
            value = "number of clusters; 0: the fraction of the users below",
            fallback = "0",
            min = 0)
        int clusters,
    @Setting(
            value =
                "clusters per user where their number is not given; the paper has half as many"
                    + " clusters as seeds",
            fallback = "0.05",
            min = 0,
            max = 1)
        double fraction,
    @Setting(value = "iterations of k-means at most", fallback = "50", min = 0) int maxIterations,
    @Setting(
            value =
                "users that k-means is fitted on, drawn at random where there are more; all users"
                    + " are assigned",
            fallback = "200000",
            min = 1)
        int sampleRows) {

  /** The number of clusters for so many users, at least one. */
  int clustersOf(int users) {
    return clusters > 0 ? clusters : Math.max(1, (int) Math.rint(fraction * users));
  }
}
