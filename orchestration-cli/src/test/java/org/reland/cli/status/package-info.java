@NullMarked
package org.reland.cli.status;

import org.jspecify.annotations.NullMarked;
