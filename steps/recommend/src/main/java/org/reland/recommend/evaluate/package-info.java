/** The evaluate step: protocols, groups of users, means. */
@NullMarked
package org.reland.recommend.evaluate;

import org.jspecify.annotations.NullMarked;
