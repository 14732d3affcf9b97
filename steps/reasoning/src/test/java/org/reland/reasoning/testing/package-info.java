/** What the tests of the reasoning steps share. */
@NullMarked
package org.reland.reasoning.testing;

import org.jspecify.annotations.NullMarked;
