package org.reland.kit.artifact;

/**
 * M of Eq. 1: a user's behaviour vector.
 *
 * @param known how many of the history's items the encoder knows; 0: the vector is zero and the
 *     user gets the fallback
 */
public record Behavior(int user, int known, float[] vector) {}
