/** A first configuration for data of one's own. */
@NullMarked
package org.reland.cli.init;

import org.jspecify.annotations.NullMarked;
