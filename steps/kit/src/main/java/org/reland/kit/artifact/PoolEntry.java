package org.reland.kit.artifact;

/**
 * The reasoning pool P = {(m_s, r_s)}: one seed with its vectors and its rationale. Outlives the
 * run, so it carries the raw user id.
 *
 * @param behavior m_s, the seed's behaviour vector
 * @param content mean of the text vectors of the seed's history
 * @param rationale text vector of Step 2
 */
public record PoolEntry(
    String seed,
    int cluster,
    String strategy,
    float[] behavior,
    float[] content,
    float[] rationale,
    String preference,
    String step2) {}
