package org.reland.behavior.split;

/** {@link SplitStep} has no settings: its cuts are those of the paper's protocols. */
public record SplitConfig() {}
