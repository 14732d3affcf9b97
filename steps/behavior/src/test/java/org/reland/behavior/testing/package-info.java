/** What the tests of the behavior steps share. */
@NullMarked
package org.reland.behavior.testing;

import org.jspecify.annotations.NullMarked;
