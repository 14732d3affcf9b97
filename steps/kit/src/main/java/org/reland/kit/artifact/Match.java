package org.reland.kit.artifact;

import org.jspecify.annotations.Nullable;

/**
 * Eq. 3: the seed whose rationale a user gets; rank 0 is the nearest. Raw ids, as matches outlive
 * the run.
 *
 * @param seed null for the fallback (nothing known of the user)
 * @param similarity cosine, 0 for the fallback
 */
public record Match(String user, int rank, @Nullable String seed, float similarity) {}
