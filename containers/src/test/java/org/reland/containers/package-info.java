@NullMarked
package org.reland.containers;

import org.jspecify.annotations.NullMarked;
