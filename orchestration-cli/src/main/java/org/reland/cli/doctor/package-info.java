/** Whether a cluster has what the pipeline needs, told before a run has to find out. */
@NullMarked
package org.reland.cli.doctor;

import org.jspecify.annotations.NullMarked;
