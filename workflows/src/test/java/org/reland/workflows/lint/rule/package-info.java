@NullMarked
package org.reland.workflows.lint.rule;

import org.jspecify.annotations.NullMarked;
