@NullMarked
package org.reland.cli.init;

import org.jspecify.annotations.NullMarked;
