@NullMarked
package org.reland.workflows.lint;

import org.jspecify.annotations.NullMarked;
