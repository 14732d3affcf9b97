package org.reland.kit.artifact;

/**
 * A table that one step writes and others read.
 *
 * @param name the artifact's name, unique in the pipeline; steps are wired by it
 * @param row the record of a row; its components are the columns
 */
public record Table<R extends Record>(String name, Class<R> row) implements Artifact {}
