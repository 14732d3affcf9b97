package org.reland.kit.artifact;

import org.jspecify.annotations.Nullable;

/**
 * What became of the raw data: how much was read, what was left out and why, what is kept.
 *
 * @param what read, kept, or why something was left out or noted
 * @param interactions number of rows
 * @param users number of users; null where that says nothing
 * @param items number of items; null where that says nothing
 * @param example the first such row, in words; null where there is none
 */
public record Intake(
    String what,
    long interactions,
    @Nullable Long users,
    @Nullable Long items,
    @Nullable String example) {}
