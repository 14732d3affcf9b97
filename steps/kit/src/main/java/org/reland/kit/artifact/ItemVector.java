package org.reland.kit.artifact;

/**
 * The text vector of an item (title, brand, categories), L2-normalised; zero where there are no
 * words.
 */
public record ItemVector(int item, float[] vector) {}
