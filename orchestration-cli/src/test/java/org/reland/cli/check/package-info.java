/** The longer checks that {@code ci/check} starts: whole runs in processes of their own. */
@NullMarked
package org.reland.cli.check;

import org.jspecify.annotations.NullMarked;
