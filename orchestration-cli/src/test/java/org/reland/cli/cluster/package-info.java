@NullMarked
package org.reland.cli.cluster;

import org.jspecify.annotations.NullMarked;
