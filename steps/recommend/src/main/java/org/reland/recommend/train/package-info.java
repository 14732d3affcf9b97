/**
 * The train step: a backbone, a variant and a repetition give a model; the loop with early stopping
 * and checkpoints.
 */
@NullMarked
package org.reland.recommend.train;

import org.jspecify.annotations.NullMarked;
