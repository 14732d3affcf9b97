@NullMarked
package org.reland.cli;

import org.jspecify.annotations.NullMarked;
