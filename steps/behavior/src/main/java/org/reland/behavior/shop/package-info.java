/** A shop that is made up on the spot and whose best possible ranking is known. */
@NullMarked
package org.reland.behavior.shop;

import org.jspecify.annotations.NullMarked;
