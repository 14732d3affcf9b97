/** Clusters of like behaviour: the step {@code cluster}. */
@NullMarked
package org.reland.behavior.cluster;

import org.jspecify.annotations.NullMarked;
