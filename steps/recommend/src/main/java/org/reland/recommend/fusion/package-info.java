/** How a rationale enters a recommender: the fusion layer of Eq. 5. */
@NullMarked
package org.reland.recommend.fusion;

import org.jspecify.annotations.NullMarked;
