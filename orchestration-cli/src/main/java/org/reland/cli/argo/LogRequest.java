package org.reland.cli.argo;

import java.util.function.Predicate;

/**
 * Which logs are wanted.
 *
 * @param node picks by the node's id
 * @param follow until the workflow has ended
 */
public record LogRequest(Predicate<String> node, boolean follow) {}
