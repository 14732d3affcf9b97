/** What a workflow's status says, in words and lines: no server is spoken to here. */
@NullMarked
package org.reland.cli.status;

import org.jspecify.annotations.NullMarked;
