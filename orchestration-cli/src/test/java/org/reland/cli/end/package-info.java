/** Tests of what is told of a run that has come to an end. */
@NullMarked
package org.reland.cli.end;

import org.jspecify.annotations.NullMarked;
