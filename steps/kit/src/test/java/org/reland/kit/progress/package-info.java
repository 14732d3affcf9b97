/** Tests of how long work tells where it is. */
@NullMarked
package org.reland.kit.progress;

import org.jspecify.annotations.NullMarked;
