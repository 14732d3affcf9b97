/** What a linter tells. */
@NullMarked
package org.reland.workflows.lint.finding;

import org.jspecify.annotations.NullMarked;
