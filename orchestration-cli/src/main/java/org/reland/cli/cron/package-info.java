/** Cron schedules and their ticks, as the library reads them that Argo's controller uses. */
@NullMarked
package org.reland.cli.cron;

import org.jspecify.annotations.NullMarked;
