package org.reland.kit.artifact;

/** A user: its dense id and the id by which everybody else knows it. */
public record User(int user, String id) {}
