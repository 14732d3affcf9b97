package org.reland.kit.artifact;

/**
 * Mean over users of one cell, protocol and cut-off; group is all or an activity quartile L1 (least
 * active) to L4.
 */
public record Metric(
    String protocol, boolean masked, String group, int k, int users, double ndcg, double hr) {}
