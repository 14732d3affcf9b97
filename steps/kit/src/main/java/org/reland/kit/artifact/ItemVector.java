package org.reland.kit.artifact;

/**
 * The text vector of an item (title, brand, categories), L2-normalised; zero where there are no
 * words. Raw id, because rationales are retrieved by it long after the ingest that numbered the
 * items.
 */
public record ItemVector(String id, float[] vector) {}
