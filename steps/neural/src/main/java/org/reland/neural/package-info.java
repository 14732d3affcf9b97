/**
 * Layers of neural networks with hand-written gradients on the kernels of {@code linalg}: no native
 * library, and the same bytes for any number of threads. A layer keeps what its last forward pass
 * needs for the way back; gradients are added to those that its weights have already.
 */
@NullMarked
package org.reland.neural;

import org.jspecify.annotations.NullMarked;
