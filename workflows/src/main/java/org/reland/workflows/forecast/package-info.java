/** What a run would do, take and cost, before it begins. */
@NullMarked
package org.reland.workflows.forecast;

import org.jspecify.annotations.NullMarked;
