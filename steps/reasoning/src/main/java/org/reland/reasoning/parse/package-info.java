/** Reads what language models answer, in whatever shape they answer it. */
@NullMarked
package org.reland.reasoning.parse;

import org.jspecify.annotations.NullMarked;
