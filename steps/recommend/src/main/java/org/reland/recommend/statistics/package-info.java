/** Paired tests and effects with intervals. */
@NullMarked
package org.reland.recommend.statistics;

import org.jspecify.annotations.NullMarked;
