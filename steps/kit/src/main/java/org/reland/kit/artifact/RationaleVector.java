package org.reland.kit.artifact;

/** The text vector of a rationale's Step 2, in the space of the item vectors, L2-normalised. */
public record RationaleVector(String id, float[] vector) {}
