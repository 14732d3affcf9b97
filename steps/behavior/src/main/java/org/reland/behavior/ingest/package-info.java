/** From raw interactions to dense tables: the step {@code ingest}. */
@NullMarked
package org.reland.behavior.ingest;

import org.jspecify.annotations.NullMarked;
