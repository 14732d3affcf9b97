/** What the documents mean to Argo: workflows, their templates and tasks, and who uses whom. */
@NullMarked
package org.reland.workflows.lint.manifest;

import org.jspecify.annotations.NullMarked;
