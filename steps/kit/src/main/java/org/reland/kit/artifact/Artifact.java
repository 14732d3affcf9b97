package org.reland.kit.artifact;

/**
 * Something that a step leaves in the store under a name: a {@link Table} or a {@link Document}.
 */
public sealed interface Artifact permits Table, Document {
  String name();
}
