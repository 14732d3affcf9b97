@NullMarked
package org.reland.workflows.lint.expression;

import org.jspecify.annotations.NullMarked;
