package org.reland.workflows.lint.scope;

import org.reland.workflows.lint.yaml.YamlNode;

/**
 * A text that Argo puts values in, or evaluates.
 *
 * @param expression whether the whole of it is an expression, without braces
 */
public record Text(YamlNode.Scalar node, Scope scope, boolean expression) {}
