package org.reland.kit.artifact;

/**
 * What one request to the generator cost. Differs from run to run, so it is provenance and enters
 * no digest.
 */
public record Call(
    String id, String generator, int tokensIn, int tokensOut, double seconds, int attempts) {}
