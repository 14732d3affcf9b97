/** What commands have in common in how they answer. */
@NullMarked
package org.reland.cli.output;

import org.jspecify.annotations.NullMarked;
