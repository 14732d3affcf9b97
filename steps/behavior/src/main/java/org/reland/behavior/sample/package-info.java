/** Which users the language model is asked about, Eq. 2: the step {@code sample}. */
@NullMarked
package org.reland.behavior.sample;

import org.jspecify.annotations.NullMarked;
