package org.reland.kit.artifact;

import org.jspecify.annotations.Nullable;

/**
 * What Eq. 3 would have given a user at an interaction of its history: by what came before the next
 * one, and by all but this one. For training, where a target must not choose its own rationale; a
 * seed is never given its own. Lives inside a run, so users and items are dense ids; seeds are raw
 * ids, as in the pool.
 *
 * @param position of the interaction in the user's history
 * @param rank 0 is the nearest
 * @param upTo retrieved by the history up to this interaction; null for none
 * @param upToSimilarity cosine, 0 without a seed
 * @param without retrieved by the history without this interaction's item; null for none
 * @param withoutSimilarity cosine, 0 without a seed
 */
public record PastMatch(
    int user,
    int item,
    int position,
    int rank,
    @Nullable String upTo,
    float upToSimilarity,
    @Nullable String without,
    float withoutSimilarity) {}
