/** Tests of times as Argo reads them. */
@NullMarked
package org.reland.workflows.cron;

import org.jspecify.annotations.NullMarked;
