/** What stands in for a cluster's parts in tests: a controller, a kubelet, a bad connection. */
@NullMarked
package org.reland.cli.testing;

import org.jspecify.annotations.NullMarked;
