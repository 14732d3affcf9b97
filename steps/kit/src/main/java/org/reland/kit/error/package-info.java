/** Errors that a user can act on, each with the exit code that tells a scheduler what to do. */
@NullMarked
package org.reland.kit.error;

import org.jspecify.annotations.NullMarked;
