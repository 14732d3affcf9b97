/** Whether documents have the fields and types that Argo's API defines. */
@NullMarked
package org.reland.workflows.lint.structure;

import org.jspecify.annotations.NullMarked;
