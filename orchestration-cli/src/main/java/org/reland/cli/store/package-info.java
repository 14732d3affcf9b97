/** Commands that look into a store: its lasting names and the artifacts behind them. */
@NullMarked
package org.reland.cli.store;

import org.jspecify.annotations.NullMarked;
