package org.reland.kit.step;

import java.util.List;
import java.util.Map;
import org.reland.kit.store.Manifest;

/**
 * What one shard has written: committed as a file of its own, so that a shard is never redone.
 *
 * @param run name of the run that made it
 * @param seconds wall time that it took
 */
record ShardResult(
    Map<String, List<Manifest.Part>> parts, Map<String, Double> facts, String run, double seconds) {
  long rows() {
    return parts.values().stream().flatMap(List::stream).mapToLong(Manifest.Part::rows).sum();
  }
}
