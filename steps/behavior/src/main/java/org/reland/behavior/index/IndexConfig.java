package org.reland.behavior.index;

/** {@link IndexStep} has no settings. */
public record IndexConfig() {}
