/** The reasoning pool of behaviour vectors and rationales: the step {@code index}. */
@NullMarked
package org.reland.behavior.index;

import org.jspecify.annotations.NullMarked;
