/** Which rationale each user gets, Eq. 3: the step {@code retrieve}. */
@NullMarked
package org.reland.behavior.retrieve;

import org.jspecify.annotations.NullMarked;
