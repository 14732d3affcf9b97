package org.reland.behavior.encode;

/** Configuration of {@link RepresentStep}: there is nothing to choose, the encoder says it all. */
public record RepresentConfig() {}
