package org.reland.kit.artifact;

/** The cluster of a user and the squared Euclidean distance to its centroid. */
public record ClusterMember(int user, int cluster, float distance) {}
