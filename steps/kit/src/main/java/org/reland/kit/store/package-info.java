/** Artifacts, manifests, references and unfinished work, kept by content. */
@NullMarked
package org.reland.kit.store;

import org.jspecify.annotations.NullMarked;
