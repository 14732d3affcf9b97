/** Words and tokens: what prompts, answers and vectors all count and read. */
@NullMarked
package org.reland.reasoning.text;

import org.jspecify.annotations.NullMarked;
