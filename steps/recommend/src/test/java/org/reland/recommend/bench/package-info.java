/** What {@code ci/bench train} runs. */
@NullMarked
package org.reland.recommend.bench;

import org.jspecify.annotations.NullMarked;
