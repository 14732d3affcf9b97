/** Parameters by name, with what their optimiser knows, and how they are written down. */
@NullMarked
package org.reland.recommend.model;

import org.jspecify.annotations.NullMarked;
