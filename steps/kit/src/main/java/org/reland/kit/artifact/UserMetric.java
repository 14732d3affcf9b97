package org.reland.kit.artifact;

/** What one user scored under one protocol (full ranking). */
public record UserMetric(int user, String protocol, boolean masked, int k, float ndcg, float hr) {}
