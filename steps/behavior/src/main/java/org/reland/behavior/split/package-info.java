/** Where every history is cut into training, validation and test: the step {@code split}. */
@NullMarked
package org.reland.behavior.split;

import org.jspecify.annotations.NullMarked;
