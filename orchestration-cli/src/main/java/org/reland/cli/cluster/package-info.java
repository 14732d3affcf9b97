/**
 * The commands that operate the pipeline on a cluster. A command class holds options and says what
 * is done; it names no Kubernetes class, so that the other commands start without loading any.
 */
@NullMarked
package org.reland.cli.cluster;

import org.jspecify.annotations.NullMarked;
