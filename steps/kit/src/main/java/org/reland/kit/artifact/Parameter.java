package org.reland.kit.artifact;

/** One row of a model's parameter matrix. */
public record Parameter(String matrix, int row, float[] values) {}
