/** Recommenders, one file each, behind one interface; a registry names them. */
@NullMarked
package org.reland.recommend.backbone;

import org.jspecify.annotations.NullMarked;
