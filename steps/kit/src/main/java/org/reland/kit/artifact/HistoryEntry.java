package org.reland.kit.artifact;

/**
 * One interaction of the CF training part, the only behaviour that encoder, seeds, prompts, pool
 * and matches ever see; sorted by (user, position).
 */
public record HistoryEntry(int user, int item, long time, int position) {}
