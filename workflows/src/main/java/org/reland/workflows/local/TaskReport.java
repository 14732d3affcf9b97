package org.reland.workflows.local;

/**
 * What became of one shard of one node; a row of the summary's {@code steps}.
 *
 * @param name the node
 * @param shard its shard, from 0
 * @param seconds wall time; 0 where cached
 * @param rows rows written, over all outputs of the shard
 * @param cached whether it was there already
 */
public record TaskReport(String name, int shard, double seconds, long rows, boolean cached) {

  /** How the display calls it. */
  String task() {
    return task(name, shard);
  }

  static String task(String name, int shard) {
    return shard == 0 ? name : name + " #" + shard;
  }
}
