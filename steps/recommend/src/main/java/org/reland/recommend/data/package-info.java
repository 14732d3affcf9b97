/**
 * What a recommender learns from and is measured on, as sets of items by user, vectors of items and
 * rationales of users.
 */
@NullMarked
package org.reland.recommend.data;

import org.jspecify.annotations.NullMarked;
