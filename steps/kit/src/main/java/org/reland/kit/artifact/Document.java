package org.reland.kit.artifact;

/**
 * A file that a step writes whole, for people or scripts.
 *
 * @param name the artifact's name, unique in the pipeline
 * @param fileName how the file is called in the store, with its ending
 */
public record Document(String name, String fileName) implements Artifact {}
