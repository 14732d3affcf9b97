/**
 * What a step is, how it declares itself, and how one is run: in process, in its own JVM, in a pod.
 */
@NullMarked
package org.reland.kit.step;

import org.jspecify.annotations.NullMarked;
