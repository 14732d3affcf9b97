/** Finds what is wrong with Argo's manifests before a cluster does, or where none would. */
@NullMarked
package org.reland.workflows.lint;

import org.jspecify.annotations.NullMarked;
