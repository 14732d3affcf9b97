/** {@code reland data}: published data sets, from their publishers. */
@NullMarked
package org.reland.cli.data;

import org.jspecify.annotations.NullMarked;
