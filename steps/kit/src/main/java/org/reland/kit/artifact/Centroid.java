package org.reland.kit.artifact;

/** The centre of a behaviour cluster. */
public record Centroid(int cluster, int size, float[] vector) {}
