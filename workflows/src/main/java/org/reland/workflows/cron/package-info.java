/** Times as Argo reads them: schedules, and how long something takes. */
@NullMarked
package org.reland.workflows.cron;

import org.jspecify.annotations.NullMarked;
