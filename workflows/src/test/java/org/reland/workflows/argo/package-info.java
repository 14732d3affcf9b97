@NullMarked
package org.reland.workflows.argo;

import org.jspecify.annotations.NullMarked;
