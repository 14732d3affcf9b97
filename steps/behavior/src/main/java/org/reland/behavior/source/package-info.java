/** Files of others, whatever their form, as rows of named columns. */
@NullMarked
package org.reland.behavior.source;

import org.jspecify.annotations.NullMarked;
