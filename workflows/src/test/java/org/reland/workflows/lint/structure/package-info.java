@NullMarked
package org.reland.workflows.lint.structure;

import org.jspecify.annotations.NullMarked;
