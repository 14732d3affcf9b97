/** The reasoning steps together. */
@NullMarked
package org.reland.reasoning;

import org.jspecify.annotations.NullMarked;
