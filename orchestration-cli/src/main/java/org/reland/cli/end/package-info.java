/** What is told of a run that has come to an end, and to whom. */
@NullMarked
package org.reland.cli.end;

import org.jspecify.annotations.NullMarked;
