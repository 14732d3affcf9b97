@NullMarked
package org.reland.cli.argo;

import org.jspecify.annotations.NullMarked;
