@NullMarked
package org.reland.cli.data;

import org.jspecify.annotations.NullMarked;
