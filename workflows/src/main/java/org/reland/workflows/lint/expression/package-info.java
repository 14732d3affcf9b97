/** The small languages inside Argo's manifests: tags, expressions, depends. */
@NullMarked
package org.reland.workflows.lint.expression;

import org.jspecify.annotations.NullMarked;
