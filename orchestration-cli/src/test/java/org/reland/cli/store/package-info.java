/** Tests of the commands that look into a store. */
@NullMarked
package org.reland.cli.store;

import org.jspecify.annotations.NullMarked;
