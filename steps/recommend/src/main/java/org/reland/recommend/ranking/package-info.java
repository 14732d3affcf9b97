/** Full ranking of all items and its metrics. */
@NullMarked
package org.reland.recommend.ranking;

import org.jspecify.annotations.NullMarked;
