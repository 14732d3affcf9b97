/** YAML as Kubernetes reads it, every value with its place in the file and its path. */
@NullMarked
package org.reland.workflows.lint.yaml;

import org.jspecify.annotations.NullMarked;
