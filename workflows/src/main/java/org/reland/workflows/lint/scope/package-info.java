/** Which variables Argo knows where, and where texts use them. */
@NullMarked
package org.reland.workflows.lint.scope;

import org.jspecify.annotations.NullMarked;
