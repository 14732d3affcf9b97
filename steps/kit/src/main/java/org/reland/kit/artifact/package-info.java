/**
 * The contracts between steps: every artifact that is passed on, its name and the record of its
 * rows.
 */
@NullMarked
package org.reland.kit.artifact;

import org.jspecify.annotations.NullMarked;
