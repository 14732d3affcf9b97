@NullMarked
package org.reland.workflows;

import org.jspecify.annotations.NullMarked;
