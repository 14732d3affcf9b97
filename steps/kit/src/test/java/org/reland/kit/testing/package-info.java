/** For the tests of all steps: runs them as the pipeline does, on a store in a temporary folder. */
@NullMarked
package org.reland.kit.testing;

import org.jspecify.annotations.NullMarked;
