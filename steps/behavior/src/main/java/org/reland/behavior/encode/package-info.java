/** Behaviour vectors of all users, Eq. 1: the step {@code encode}. */
@NullMarked
package org.reland.behavior.encode;

import org.jspecify.annotations.NullMarked;
