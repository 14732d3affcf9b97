package org.reland.kit.artifact;

import org.jspecify.annotations.Nullable;

/**
 * One interaction; sorted by (user, position). Dense ids count from 0 and mean something only
 * together with the {@link User} and {@link Item} rows of the same ingest.
 *
 * @param time as in the input (seconds or a counter)
 * @param position 0, 1, 2 ... in the user's own history, oldest first; ties in time keep file order
 */
public record Interaction(
    int user, int item, long time, int position, @Nullable String event, @Nullable Float weight) {}
