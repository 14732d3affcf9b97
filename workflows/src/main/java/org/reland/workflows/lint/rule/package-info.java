/** The rules, a function each; {@link org.reland.workflows.lint.rule.Rules} lists them. */
@NullMarked
package org.reland.workflows.lint.rule;

import org.jspecify.annotations.NullMarked;
